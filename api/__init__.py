"""Questions to answers: the command line, the HTTP service and the answering behind both."""
