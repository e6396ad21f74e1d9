/** The map with its picture; takes the place of `explore.js`. */

import "../explore/drawing.js";
import "../explore/page.js";
