import { relative } from 'node:path'
import type { Rule } from 'eslint'

const emptyWords = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'shared',
  'types',
  'services',
  'managers',
  'core',
])

/** Files and folders are kebab-case and carry a word that says something. */
export const names: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    return {
      Program(node) {
        const message = objectionToName(relative(context.cwd, context.filename))
        if (message) context.report({ node, message })
      },
    }
  },
}

export function objectionToName(path: string): string | undefined {
  for (const part of path.split('/')) {
    const [stem = ''] = part.replace(/^\./, '').split('.')
    if (emptyWords.has(stem)) return `"${stem}" says nothing: what is the word for what it holds?`
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part.replace(/^\./, ''))) {
      return `"${part}" is not kebab-case.`
    }
  }
  return undefined
}
