import './sync-badge.css'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { MINUTE } from '#domain/instant.ts'
import type { Device } from '#client/device/device.ts'
import { useKnowledge, useObservable } from '#client/device/use-device.ts'
import { shownActs } from '#client/store/act-under-way.ts'
import { writeClock, writeDay, writeDayOf } from '#client/ui/written.ts'
import { decideSyncWords, type SyncWords } from './sync-words.ts'

/** How many acts wait and how old the data are, in plain sentences, on every page of an enrolled device. */
export function SyncBadge({ device }: { readonly device: Device }) {
  const { t } = useTranslation()
  const state = useObservable(device.sync.state)
  const pending = useObservable(device.pending)
  const held = useKnowledge(device)
  useEachMinute()
  if (held === undefined) return null
  if (held === null) {
    return state.type === 'paused' ? (
      <Badge words={undefined} acts={t(`sync.paused.${state.reason}`)} data="" />
    ) : (
      <Badge words={undefined} acts={t('sync.not-known')} data={t('sync.soon')} />
    )
  }
  const { timeZone, rules } = held.records.programme
  const words = decideSyncWords(state, pending, held.head, { now: device.now(), timeZone, ...rules })
  const { issuedAt } = held.head
  const day = writeDayOf(issuedAt, timeZone)
  const data =
    words.age === 'ageing' || words.age === 'too-old'
      ? t(`sync.${words.age}`, { day })
      : t('sync.data-of', { day, clock: writeClock(issuedAt, timeZone) })
  const clock = device.clock().verified ? '' : ` ${t('sync.clock')}`
  return <Badge words={words} acts={<Acts words={words} />} data={`${data}${clock}`} />
}

type BadgeProps = {
  readonly words: SyncWords | undefined
  readonly acts: ReactNode
  readonly data: string
}

function Badge({ words, acts, data }: BadgeProps) {
  const old = words?.age === 'ageing' || words?.age === 'too-old'
  // In the middle of an act it leads nowhere: a finger beside the button must not lose what is on the screen.
  const busy = useObservable(shownActs) > 0
  const said = (
    <>
      <strong>{acts}</strong> <span>{data}</span>
    </>
  )
  return (
    <p className="sync-badge" data-old={old || undefined} data-acts={words?.acts.type}>
      {busy ? said : <Link href="/readiness">{said}</Link>}
    </p>
  )
}

function Acts({ words: { acts, before } }: { readonly words: SyncWords }) {
  const { t } = useTranslation()
  const until = before && {
    weekday: t(`weekday.${before.weekday}`),
    day: writeDay(before.day).slice(0, 5),
  }
  switch (acts.type) {
    case 'counting':
      return null
    case 'paused':
      return t(`sync.paused.${acts.reason}`)
    case 'wait':
    case 'sending': {
      const said = t(`sync.${acts.type}`, { count: acts.count })
      return until ? `${said} ${t('sync.before', until)}` : said
    }
    case 'offline':
    case 'up-to-date':
      return t(`sync.${acts.type}`)
  }
}

function useEachMinute(): void {
  const [, setMinutes] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMinutes((minutes) => minutes + 1), MINUTE)
    return () => clearInterval(timer)
  }, [])
}
