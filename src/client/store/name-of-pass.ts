import type { ReadCode } from './read-code.ts'

/** The pass, by whichever of its codes; else the number that could not be resolved. The same one again is the same. */
export function nameOfPass({ code, proof }: ReadCode): string {
  if (code) return `${code.batch}/${code.pass}`
  return 'typed' in proof ? proof.typed : String(proof.scan)
}
