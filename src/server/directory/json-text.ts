import { fail, ok, type Result } from '#domain/result.ts'

/** Lines and columns count from 1. */
export type JsonFault = { readonly line: number; readonly column: number; readonly reason: string }

/** `JSON.parse` that says where a text is wrong, and refuses a name given twice, of which JSON would keep the last. */
export function parseJson(text: string): Result<unknown, JsonFault> {
  const json = text.replace(/^\uFEFF/, '')
  const fault = firstFault(json)
  if (!fault) return ok(JSON.parse(json))
  const before = json.slice(0, fault.at).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return fail({ line: before.length, column, reason: fault.reason })
}

type Fault = { readonly at: number; readonly reason: string }
type Container = { readonly closedBy: '}' | ']'; readonly names: Set<string> }
type Expected = 'a value' | 'a name in double quotes' | 'a colon' | 'a comma' | 'the end of the file'

const blank = /[\t\n\r ]*/y
const token =
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/uy

function firstFault(json: string): Fault | undefined {
  const open: Container[] = []
  let expected: Expected = 'a value'
  let mayClose = false
  let at = 0
  for (;;) {
    at = endOf(blank, json, at)
    const end = endOf(token, json, at)
    const word = json.slice(at, end)
    const inside = open.at(-1)
    if (at === json.length) {
      return expected === 'the end of the file'
        ? undefined
        : { at, reason: unexpected('the file ends', expected, inside) }
    }

    if (word !== '' && word === inside?.closedBy && (mayClose || expected === 'a comma')) {
      open.pop()
      expected = afterValue(open)
    } else if (expected === 'a value' && (word === '{' || word === '[')) {
      open.push({ closedBy: word === '{' ? '}' : ']', names: new Set() })
      expected = word === '{' ? 'a name in double quotes' : 'a value'
      mayClose = true
      at = end
      continue
    } else if (expected === 'a value' && word !== '' && !/^[}\],:]/.test(word)) {
      expected = afterValue(open)
    } else if (expected === 'a name in double quotes' && word.startsWith('"')) {
      const name = String(JSON.parse(word))
      if (inside?.names.has(name)) return { at, reason: `the name ${word} is given twice` }
      inside?.names.add(name)
      expected = 'a colon'
    } else if (expected === 'a colon' && word === ':') {
      expected = 'a value'
    } else if (expected === 'a comma' && word === ',') {
      expected = inside?.closedBy === '}' ? 'a name in double quotes' : 'a value'
    } else {
      if (word === '' && json[at] === '"')
        return { at, reason: 'this text in double quotes does not end well' }
      return { at, reason: unexpected(`found ${JSON.stringify(word || json[at])}`, expected, inside) }
    }
    mayClose = false
    at = end
  }
}

function afterValue(open: readonly Container[]): Expected {
  return open.length === 0 ? 'the end of the file' : 'a comma'
}

function unexpected(found: string, expected: Expected, inside: Container | undefined): string {
  return `${found} where ${expected}${expected === 'a comma' && inside ? ` or "${inside.closedBy}"` : ''} should be`
}

/** Where a match that begins exactly here ends; here, when there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
