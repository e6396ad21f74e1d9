/** The query page as it is served where its bundle is not built: see `bundles/sparql.js`. */

import "./query/plain_editor.js";
import "./query/page.js";
