/** Beside the first paint: what this device saw of a pass is no part of a first visit. */
export async function seenBalances() {
  return import('#client/store/seen-balances.ts')
}
