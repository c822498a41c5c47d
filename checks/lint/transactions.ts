import { relative } from 'node:path'
import type { Rule } from 'eslint'
import { pathOf } from './direction.ts'

/**
 * IndexedDB commits a transaction that waits for anything but IndexedDB; Chromium hides it, so no test there can see
 * it. A file that opens one therefore holds no WebCrypto, no network and no sync: read, decide, hash and append inside.
 */
export const transactions: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(context.cwd, context.filename)
    const found: { readonly node: Rule.Node; readonly what: string }[] = []
    let opensTransaction = false
    return {
      'CallExpression[callee.property.name="transaction"]'() {
        opensTransaction = true
      },
      'MemberExpression[property.name="subtle"]'(node: Rule.Node) {
        found.push({ node, what: 'crypto.subtle' })
      },
      'CallExpression[callee.name="fetch"], CallExpression[callee.property.name="fetch"]'(node: Rule.Node) {
        found.push({ node, what: 'fetch' })
      },
      ImportDeclaration(node) {
        const source = String(node.source.value)
        if (pathOf(file, source)?.startsWith('src/client/sync/')) found.push({ node, what: `"${source}"` })
      },
      'Program:exit'() {
        if (!opensTransaction) return
        for (const { node, what } of found) {
          context.report({
            node,
            message: `${what} in a file that opens an IndexedDB transaction: it may commit early.`,
          })
        }
      },
    }
  },
}
