const { structuredClone: realClone } = globalThis

/**
 * `structuredClone` for what a storage in memory holds: plain objects, lists, bytes and keys, fifty times as fast as the
 * engine's own for a row with bytes. Anything else is left to that, whole. A view of bytes is copied without what lies
 * around it in its buffer, and a key, which nobody can change, is its own copy.
 */
export function quickClone<Value>(value: Value, options?: StructuredSerializeOptions): Value {
  if (options) return realClone(value, options)
  const copy = copyOf(value, new Map())
  return copy === unknown ? realClone(value) : (copy as Value)
}

const unknown = Symbol('left to the engine')

/** What is met twice in a value is one thing in its copy too. */
type Copies = Map<object, unknown>

function copyOf(value: unknown, copies: Copies): unknown {
  if (typeof value === 'symbol' || typeof value === 'function') return unknown
  if (typeof value !== 'object' || value === null) return value
  const before = copies.get(value)
  if (before) return before
  switch (Object.getPrototypeOf(value)) {
    case Object.prototype:
      return copyOfObject(value as Fields, copies)
    case Array.prototype:
      return copyOfList(value as readonly unknown[], copies)
    case Uint8Array.prototype:
      return copyOfBytes(value as Uint8Array, copies)
    default:
      return value instanceof CryptoKey ? value : unknown
  }
}

type Fields = Record<string, unknown>

function copyOfObject(value: Fields, copies: Copies): unknown {
  const copy: Fields = {}
  copies.set(value, copy)
  for (const name of Object.keys(value)) {
    const field = copyOf(value[name], copies)
    if (field === unknown || name === '__proto__') return unknown
    copy[name] = field
  }
  return copy
}

function copyOfList(value: readonly unknown[], copies: Copies): unknown {
  const copy: unknown[] = []
  copies.set(value, copy)
  for (let i = 0; i < value.length; i++) {
    const item = i in value ? copyOf(value[i], copies) : unknown
    if (item === unknown) return unknown
    copy.push(item)
  }
  return Object.keys(value).length === value.length ? copy : unknown
}

function copyOfBytes(value: Uint8Array, copies: Copies): unknown {
  const copy = value.slice()
  copies.set(value, copy)
  return copy
}
