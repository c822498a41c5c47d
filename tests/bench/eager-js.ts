import { measureEagerSizes } from '../../checks/bundle-size.ts'
import type { Figure } from './figure.ts'

/** JavaScript that runs before the first screen of each role answers, gzipped. */
export async function measureEagerJs(): Promise<readonly Figure[]> {
  const { sizes } = await measureEagerSizes()
  return sizes.map(({ role, bytes }) => ({
    name: `eager JavaScript, ${role}`,
    value: Math.round(bytes / 102.4) / 10,
    unit: 'kB',
  }))
}
