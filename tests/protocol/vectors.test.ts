import { describe, expect, test } from 'vitest'
import { fromHex, toHex } from '#protocol/bytes.ts'
import { keyIsProven, parseEnrolmentLink } from '#protocol/enrolment.ts'
import { inflate } from '#protocol/file.ts'
import { decodeHead, openHead } from '#protocol/head.ts'
import { decodeEntry, openChainEnd } from '#protocol/journal-entry.ts'
import { fingerprintOf, importPublicKey, keyIdOf } from '#protocol/keys.ts'
import { parsePassCode, verifyPassCode } from '#protocol/pass-code.ts'
import { decodePassList } from '#protocol/pass-list.ts'
import { decodeDelta } from '#protocol/pass-list-delta.ts'
import {
  importHmacKey,
  makePassNumber,
  parsePassNumber,
  readPassNumber,
  tagOf,
} from '#protocol/pass-number.ts'
import { decodeRecord, recordNames } from '#protocol/records.ts'
import { claimedDevice, verifyRequest } from '#protocol/signed-request.ts'
import { valueOf } from '#tests/support/builders.ts'
import * as samples from './samples.ts'
import vectors from './vectors/carnet-v1.json' with { type: 'json' }
import grown from './vectors/carnet-v2.json' with { type: 'json' }

const fixed: Readonly<Record<string, string>> = vectors.fixed
const added: Readonly<Record<string, string>> = grown.fixed

describe('formats of version 1, as paper and journals hold them', () => {
  test('[E6] what has one form only is still written byte for byte', () => {
    const written = Object.entries(samples.fixedBytes()).map(([name, bytes]) => [name, toHex(bytes)])
    expect(Object.fromEntries(written)).toEqual({ ...vectors.fixed, ...grown.fixed })
  })

  test('[E6] entries, records, lists and heads are still read', () => {
    for (const [name, entry] of Object.entries(samples.entries)) {
      expect(valueOf(decodeEntry(bytesOf(`entry: ${name}`)))).toMatchObject({
        id: entry.id,
        kind: entry.kind,
      })
    }
    for (const name of recordNames) {
      expect(valueOf(decodeRecord(name, bytesOf(`record: ${name}`)))).toEqual(samples.records[name])
    }
    expect(valueOf(decodePassList(bytesOf('list: card')))).toEqual(samples.lists.card)
    expect(valueOf(decodePassList(bytesOf('list: booklet')))).toEqual(samples.lists.booklet)
    expect(valueOf(decodeDelta(bytesOf('delta')))).toEqual(samples.delta)
    expect(valueOf(decodeHead(bytesOf('head')))).toEqual(samples.head)
  })

  test('[E6] a file packed then is unpacked now', async () => {
    expect(toHex(await inflate(fromHex(vectors.zlibOfBookletList)))).toBe(fixed['list: booklet'])
  })

  test('[P7] a printed code is still a pass', async () => {
    const token = valueOf(parsePassCode(vectors.passCode))
    const { programme, ...code } = samples.code
    expect(token).toMatchObject({ version: 1, programme, code })
    expect(toHex(token.keyId)).toBe(vectors.keys.pass.keyId)
    expect(await verifyPassCode(token, await publicKeyOf('pass'))).toBe(true)
  })

  test('[N1] a printed number still has its serial and its tag, and is printed again the same', async () => {
    const { serial } = samples.number
    const key = await importHmacKey(samples.number.permutationKey)
    const { tag, number } = vectors.passNumber
    expect(await tagOf(serial, await importHmacKey(samples.number.tagKey))).toBe(tag)
    expect(await makePassNumber(serial, tag, key)).toBe(number)
    expect(await readPassNumber(valueOf(parsePassNumber(number)), key)).toEqual({ serial, tag })
  })

  test('[D2] a signed head is still opened', async () => {
    const opened = await openHead(fromHex(vectors.signedHead), await publicKeyOf('head'))
    expect(opened).toEqual({ ok: true, value: samples.head })
  })

  test('[J9] a signed chain end is still opened', async () => {
    const opened = await openChainEnd(fromHex(vectors.chainEnd), await publicKeyOf('device'))
    expect(opened).toEqual({ ok: true, value: samples.chainEnd })
  })

  test('[E1] a signed request is still recognised', async () => {
    expect(claimedDevice(vectors.authorization)).toBe(samples.device)
    const verified = await verifyRequest(samples.request, vectors.authorization, await publicKeyOf('device'))
    expect(verified.ok).toBe(true)
  })

  test('[E3] an enrolment link and the proof of a key still hold', async () => {
    const { code, link, proof } = vectors.enrolment
    expect(valueOf(parseEnrolmentLink(link))).toMatchObject({
      code,
      fingerprint: fingerprintOf(fromHex(vectors.keys.head.publicKey)),
    })
    expect(await keyIsProven(code, fromHex(proof), await publicKeyOf('device'))).toBe(true)
  })

  test('[P10] keys still have their names', () => {
    for (const { publicKey, keyId } of Object.values(vectors.keys)) {
      expect(toHex(keyIdOf(fromHex(publicKey)))).toBe(keyId)
    }
  })
})

function bytesOf(name: string) {
  return fromHex(fixed[name] ?? added[name] ?? '')
}

async function publicKeyOf(name: keyof typeof vectors.keys) {
  return importPublicKey(fromHex(vectors.keys[name].publicKey))
}
