// The live page: it draws from the server that it came from.

import { LiveSource } from "./live_source.js";
import { readLink } from "./link.js";
import { Page } from "./page.js";
import { rememberAtLeaving, tokenOfBefore } from "./returning.js";

const source = new LiveSource(readLink(), tokenOfBefore());
rememberAtLeaving(source);
const page = new Page(source);
window.livePage = page; // to look at from the console, and from the tests
page.start();
