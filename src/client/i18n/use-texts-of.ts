import { useEffect, useState } from 'react'
import i18next from 'i18next'
import type { Namespace } from './namespaces.ts'

export type TextsOf = {
  /** Languages whose texts are not on this device and that no network brings now: nothing can be said in them. */
  readonly absent: readonly string[]
}

/** The texts of other languages than the screen's, for what is printed in them. Undefined while they are loading. */
export function useTextsOf(codes: readonly string[], namespaces: readonly Namespace[]): TextsOf | undefined {
  const asked = `${codes.join(' ')}/${namespaces.join(' ')}`
  const [loaded, setLoaded] = useState<TextsOf & { readonly asked: string }>()
  useEffect(() => {
    let gone = false
    const [languages = [], names = []] = asked.split('/').map((list) => list.split(' '))
    void loadTexts(languages, names as Namespace[]).then((absent) => {
      if (!gone) setLoaded({ asked, absent })
    })
    return () => {
      gone = true
    }
  }, [asked])
  return loaded?.asked === asked ? loaded : undefined
}

/** Those that did not come. */
async function loadTexts(
  codes: readonly string[],
  namespaces: readonly Namespace[],
): Promise<readonly string[]> {
  const lacks = (code: string) => namespaces.filter((name) => !i18next.hasResourceBundle(code, name))
  for (const code of codes) {
    const lacking = lacks(code)
    if (lacking.length > 0) await i18next.reloadResources([code], lacking)
  }
  return codes.filter((code) => lacks(code).length > 0)
}
