import { expect, test } from 'vitest'
import { otherLens, rankLenses, type DescribedCamera } from '#client/scan/lens.ts'
import { controlsOf, focusContinuously } from '#client/scan/track-controls.ts'

const back = camera('back', 'camera2 0, facing back', {
  facingMode: ['environment'],
  focusMode: ['continuous'],
})
const wide = camera('wide', 'camera2 2, facing back', { facingMode: ['environment'], focusMode: ['fixed'] })
const front = camera('front', 'camera2 1, facing front', { facingMode: ['user'] })

test('[W8] the lens that focuses by itself comes first, and the other side is not offered', () => {
  expect(rankLenses([wide, front, back], 'environment').map(({ id }) => id)).toEqual(['back', 'wide'])
  expect(rankLenses([wide, front, back], 'user').map(({ id }) => id)).toEqual(['front'])
})

test('[W8] without capabilities, the labels tell; where nothing tells, every lens is offered', () => {
  const plain = [camera('a', 'Back Camera'), camera('b', 'Front Camera')]
  expect(rankLenses(plain, 'environment').map(({ id }) => id)).toEqual(['a'])
  expect(rankLenses([camera('c', 'Front Camera')], 'environment').map(({ id }) => id)).toEqual(['c'])
  expect(rankLenses([camera('', '')], 'environment')).toEqual([])
})

test('[W8] the other lens goes round; with one alone there is none', () => {
  const lenses = rankLenses([wide, back], 'environment')
  expect(otherLens(lenses, 'back')?.id).toBe('wide')
  expect(otherLens(lenses, 'wide')?.id).toBe('back')
  expect(otherLens(lenses.slice(0, 1), 'back')).toBeUndefined()
  expect(otherLens([], undefined)).toBeUndefined()
})

test('[W8][W46] light and zoom are offered only where the track has them, from where it stands', async () => {
  const asked: unknown[] = []
  const track = (capabilities: object, settings: object = {}) => ({
    getCapabilities: () => capabilities,
    getSettings: () => settings,
    applyConstraints: async (constraints?: MediaTrackConstraints) =>
      void asked.push(constraints?.advanced?.[0]),
  })
  expect(controlsOf(track({}))).toEqual({ torch: false, zoom: undefined })
  const zoom = { min: 0.5, max: 8, step: 0.1 }
  expect(controlsOf(track({ torch: true, zoom }))).toEqual({ torch: true, zoom: { ...zoom, now: 0.5 } })
  expect(controlsOf(track({ zoom }, { zoom: 1 })).zoom).toEqual({ ...zoom, now: 1 })
  expect(controlsOf(track({ zoom: { min: 1, max: 1, step: 0 } })).zoom).toBeUndefined()
  await focusContinuously(track({ focusMode: ['manual'] }))
  await focusContinuously(track({ focusMode: ['manual', 'continuous'] }))
  expect(asked).toEqual([{ focusMode: 'continuous' }])
})

function camera(deviceId: string, label: string, capabilities?: object): DescribedCamera {
  return { deviceId, label, ...(capabilities && { getCapabilities: () => capabilities }) }
}
