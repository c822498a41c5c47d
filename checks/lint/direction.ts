import { dirname, join, normalize, relative } from 'node:path'
import type { Rule } from 'eslint'
import packageJson from '../../package.json' with { type: 'json' }

const onDevice = ['domain', 'protocol', 'ui', 'i18n', 'client base', 'locales'] as const
const onServer = ['domain', 'protocol', 'database', 'verbs', 'locales'] as const

/**
 * domain ← protocol ← client | server; in the client a base ← features ← app ← main, in the server database ← the
 * verbs ← routes ← app ← main. The first layer whose path matches owns a file; a layer always sees itself.
 */
const layers: readonly Layer[] = [
  layer('domain', /^src\/domain\//, []),
  layer('protocol', /^src\/protocol\//, ['domain']),

  layer('ui', /^src\/client\/ui\//, ['i18n', 'locales']),
  layer('i18n', /^src\/client\/i18n\//, ['domain', 'protocol', 'locales']),
  layer('service worker', /^src\/client\/service-worker\//, ['domain', 'protocol']),
  layer('feature', /^src\/client\/features\/([^/]+)\//, [...onDevice]),
  layer('client app', /^src\/client\/app\//, [...onDevice, 'feature', 'service worker']),
  layer('client main', /^src\/client\/main\.tsx$/, [...onDevice, 'feature', 'client app']),
  layer('client base', /^src\/client\//, ['domain', 'protocol', 'ui', 'i18n', 'locales']),

  layer('database', /^src\/server\/database\//, ['domain', 'protocol']),
  layer('routes', /^src\/server\/routes\//, [...onServer]),
  layer('server app', /^src\/server\/app\.ts$/, [...onServer, 'routes']),
  layer('server main', /^src\/server\/(?:main\.ts$|commands\/)/, [...onServer, 'routes', 'server app']),
  layer('verbs', /^src\/server\//, ['domain', 'protocol', 'database', 'locales']),

  layer('locales', /^locales\//, []),
]

/** The packages that one folder keeps for itself, so that replacing one touches one folder. */
const vendors: readonly Vendor[] = [
  { name: /^dexie(-react-hooks)?(\/|$)/, homes: ['src/client/store/'] },
  { name: /^(html5-qrcode|zxing-wasm)(\/|$)/, homes: ['src/client/scan/'] },
  { name: /^(workbox-|virtual:pwa)/, homes: ['src/client/service-worker/', 'src/client/app/'] },
  { name: /^(pg|@electric-sql\/pglite)(\/|$)/, homes: ['src/server/database/'] },
]

/** Each file of `src` imports only the layers that it may see, and each vendor stays at home. */
export const direction: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename)
    function check(node: Rule.Node, source: unknown) {
      if (typeof source !== 'string') return
      const message = objectionTo(file, source)
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.type === 'Literal' && node.source.value),
    }
  },
}

/** Why `file` may not import `source`, or nothing when it may. Paths are relative to the project's root. */
export function objectionTo(file: string, source: string): string | undefined {
  const here = layerOf(file)
  if (!here) return undefined
  const target = pathOf(file, source)
  if (target === undefined) return objectionToPackage(file, here.layer, source)

  if (!/\.[a-z]+$/.test(target))
    return `Write the extension of "${source}": Node reads the path as it stands.`
  const there = layerOf(target)
  if (!there) return `"${source}" is outside src/ and locales/.`
  if (there.layer === here.layer) {
    return there.folder === here.folder ? undefined : 'A feature imports no other feature.'
  }
  return here.layer.sees.includes(there.layer.name)
    ? undefined
    : `The ${here.layer.name} layer does not see the ${there.layer.name} layer.`
}

/** The path, from the project's root, that an import names; nothing for a package. Vite's `?url` is left out. */
export function pathOf(file: string, source: string): string | undefined {
  const bare = source.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return normalize(join(dirname(file), bare))
  for (const [alias, target] of Object.entries(packageJson.imports)) {
    const prefix = alias.slice(0, -1)
    if (bare.startsWith(prefix)) return normalize(target.slice(0, -1) + bare.slice(prefix.length))
  }
  return undefined
}

function objectionToPackage(file: string, layer: Layer, source: string): string | undefined {
  if (layer.name === 'domain') return 'The domain uses no package.'
  const vendor = vendors.find(({ name }) => name.test(source))
  return !vendor || vendor.homes.some((home) => file.startsWith(home))
    ? undefined
    : `Only ${vendor.homes.join(' and ')} may import "${source}".`
}

function layerOf(file: string): { readonly layer: Layer; readonly folder: string | undefined } | undefined {
  for (const layer of layers) {
    const match = layer.path.exec(file)
    if (match) return { layer, folder: match[1] }
  }
  return undefined
}

type Layer = { readonly name: string; readonly path: RegExp; readonly sees: readonly string[] }

function layer(name: string, path: RegExp, sees: readonly string[]): Layer {
  return { name, path, sees }
}

type Vendor = { readonly name: RegExp; readonly homes: readonly string[] }
