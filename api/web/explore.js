/** The map as it is served where its bundle is not built: its tables, without the picture. See `bundles/explore.js`. */

import "./explore/page.js";
