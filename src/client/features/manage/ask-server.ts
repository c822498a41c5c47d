import * as v from 'valibot'
import { fail, ok, type Result } from '#domain/result.ts'
import type { SignedFetch } from '#client/sync/signed-fetch.ts'
import { utf8 } from '#protocol/bytes.ts'

/** Why nothing came. Each is a locale key. */
export type Absent = 'no-network' | 'not-allowed' | 'not-found'

/** Asks for a page's data, or for a change when there is a body. Nothing of it is kept in this browser. */
export async function askServer<Schema extends v.GenericSchema>(
  fetch: SignedFetch,
  path: string,
  schema: Schema,
  body?: object,
): Promise<Result<v.InferOutput<Schema>, Absent>> {
  try {
    const answer = await fetch({
      method: body ? 'POST' : 'GET',
      path: `/api/manage/${path}`,
      ...(body && { body: utf8(JSON.stringify(body)), type: 'application/json' }),
    })
    if (!answer.ok) return fail('not-allowed')
    if (answer.value.status === 404) return fail('not-found')
    return ok(v.parse(schema, JSON.parse(new TextDecoder().decode(answer.value.bytes))))
  } catch (error) {
    console.warn(error)
    return fail('no-network')
  }
}
