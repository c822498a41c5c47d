/**
 * Raised with any change of what crosses the wire; a fingerprint test holds it to the formats.
 * 1: the first formats: codes, numbers, entries, lists, heads, enrolment, push, pull.
 */
export const protocolVersion = 1

/** Push is answered whatever the version; only pull tells an older app to update first. */
export const oldestPulledVersion = 1
