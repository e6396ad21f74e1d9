/** The query page with the editor that completes and highlights; takes the place of `sparql.js`. */

import "../query/code_editor.js";
import "../query/page.js";
