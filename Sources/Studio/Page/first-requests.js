import { StudioAPI } from "./api.js";

/**
 * What the page asks for first, while most of its modules are still on their way: this module and the ones that it needs come before all
 * others.
 */

const token = StudioAPI.tokenOfAddress(location, history, sessionStorage);

/** The API; null if the address has no token. */
export const api = token ? new StudioAPI(token) : null;

/** What the first picture needs, and what the other views do: promises. */
export const firstAnswers = api && { session: api.session(), schema: api.schema(), library: api.library() };

// Who waits for them hears of a failure.
for (const answer of Object.values(firstAnswers ?? {})) answer.catch(() => {});
