"""What may be said, and how language says it: ontology, lexicon, gazetteer, shapes, rules, examples."""
