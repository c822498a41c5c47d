/**
 * Raised with any change of what crosses the wire; a fingerprint test holds it to the formats.
 * 1: the first formats: codes, numbers, entries, lists, heads, enrolment, push, pull.
 * 2: what keeps acts safe when devices, servers and people disagree.
 */
export const protocolVersion = 2

/** Push is answered whatever the version; only pull tells an older app to update first. */
export const oldestPulledVersion = 1
