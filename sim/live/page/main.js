// The live page: it draws from the server that it came from.

import { LiveSource } from "./live_source.js";
import { readLink } from "./link.js";
import { Page } from "./page.js";

const page = new Page(new LiveSource(readLink()));
window.livePage = page; // to look at from the console, and from the tests
page.start();
