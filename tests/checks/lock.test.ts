import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

test('the lock holds every optional package of every platform, or npm 11 refuses it', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLockedFor(path, name)),
  )
  expect(missing).toEqual([])
})

test('the lock names no registry', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([])
})

/** Node's own search: in the package's folder, then in each folder above it. */
function isLockedFor(path: string, name: string): boolean {
  if (lock.packages[`${path}${path ? '/' : ''}node_modules/${name}`]) return true
  if (path === '') return false
  return isLockedFor(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name)
}

type LockedPackage = {
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
