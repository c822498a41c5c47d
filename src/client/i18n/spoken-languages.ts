import type { Direction } from './languages.ts'

/** A language that a person speaks, as it is asked at the handover. Most have no screen of their own. */
export type SpokenLanguage = {
  /** BCP 47 tag. */
  readonly code: string
  readonly autonym: string
  readonly frenchName: string
  readonly dir: Direction
}

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'ckb', 'fa', 'he', 'prs', 'ps', 'ur'])

const rows: readonly (readonly [code: string, autonym: string, frenchName: string])[] = [
  ['fr', 'Français', 'français'],
  ['ar', 'العربية', 'arabe'],
  ['en', 'English', 'anglais'],
  ['pt', 'Português', 'portugais'],
  ['es', 'Español', 'espagnol'],
  ['it', 'Italiano', 'italien'],
  ['de', 'Deutsch', 'allemand'],
  ['nl', 'Nederlands', 'néerlandais'],
  ['pl', 'Polski', 'polonais'],
  ['ro', 'Română', 'roumain'],
  ['bg', 'Български', 'bulgare'],
  ['sr', 'Српски', 'serbe'],
  ['hr', 'Hrvatski', 'croate'],
  ['hu', 'Magyar', 'hongrois'],
  ['sq', 'Shqip', 'albanais'],
  ['el', 'Ελληνικά', 'grec'],
  ['rom', 'Romani', 'romani'],
  ['ru', 'Русский', 'russe'],
  ['uk', 'Українська', 'ukrainien'],
  ['tr', 'Türkçe', 'turc'],
  ['hy', 'Հայերեն', 'arménien'],
  ['ka', 'ქართული', 'géorgien'],
  ['az', 'Azərbaycanca', 'azéri'],
  ['ce', 'Нохчийн', 'tchétchène'],
  ['ku', 'Kurdî (Kurmancî)', 'kurde kurmandji'],
  ['ckb', 'کوردیی ناوەندی', 'kurde sorani'],
  ['fa', 'فارسی', 'persan'],
  ['prs', 'دری', 'dari'],
  ['ps', 'پښتو', 'pachto'],
  ['ur', 'اردو', 'ourdou'],
  ['he', 'עברית', 'hébreu'],
  ['kab', 'Taqbaylit', 'kabyle'],
  ['shi', 'Tachelhit', 'chleuh'],
  ['rif', 'Tarifit', 'rifain'],
  ['wo', 'Wolof', 'wolof'],
  ['bm', 'Bamanankan', 'bambara'],
  ['dyu', 'Julakan', 'dioula'],
  ['snk', 'Soninkanxanne', 'soninké'],
  ['ff', 'Pulaar', 'peul'],
  ['mnk', 'Mandinka', 'mandingue'],
  ['ha', 'Hausa', 'haoussa'],
  ['yo', 'Yorùbá', 'yoruba'],
  ['ig', 'Igbo', 'igbo'],
  ['ln', 'Lingála', 'lingala'],
  ['kg', 'Kikongo', 'kikongo'],
  ['sw', 'Kiswahili', 'swahili'],
  ['swb', 'Shikomori', 'comorien'],
  ['mg', 'Malagasy', 'malgache'],
  ['am', 'አማርኛ', 'amharique'],
  ['ti', 'ትግርኛ', 'tigrigna'],
  ['om', 'Afaan Oromoo', 'oromo'],
  ['so', 'Soomaali', 'somali'],
  ['ht', 'Kreyòl ayisyen', 'créole haïtien'],
  ['gcf', 'Kréyòl', 'créole antillais'],
  ['rcf', 'Kréol rénioné', 'créole réunionnais'],
  ['bn', 'বাংলা', 'bengali'],
  ['ta', 'தமிழ்', 'tamoul'],
  ['hi', 'हिन्दी', 'hindi'],
  ['pa', 'ਪੰਜਾਬੀ', 'pendjabi'],
  ['gu', 'ગુજરાતી', 'gujarati'],
  ['te', 'తెలుగు', 'télougou'],
  ['ml', 'മലയാളം', 'malayalam'],
  ['si', 'සිංහල', 'cingalais'],
  ['ne', 'नेपाली', 'népalais'],
  ['bo', 'བོད་ཡིག', 'tibétain'],
  ['mn', 'Монгол', 'mongol'],
  ['my', 'မြန်မာ', 'birman'],
  ['th', 'ไทย', 'thaï'],
  ['lo', 'ລາວ', 'lao'],
  ['km', 'ខ្មែរ', 'khmer'],
  ['vi', 'Tiếng Việt', 'vietnamien'],
  ['zh', '中文', 'chinois'],
  ['ja', '日本語', 'japonais'],
  ['ko', '한국어', 'coréen'],
  ['id', 'Bahasa Indonesia', 'indonésien'],
  ['tl', 'Filipino', 'tagalog'],
  ['fsl', 'LSF', 'langue des signes française'],
]

/** French, then by family: a list that is searched, or cut to the languages of a place. */
export const spokenLanguages: readonly SpokenLanguage[] = rows.map(([code, autonym, frenchName]) => ({
  code,
  autonym,
  frenchName,
  dir: rightToLeft.has(code) ? 'rtl' : 'ltr',
}))

/** The first tiles of the question; the others are behind one button. */
export const frequentLanguages: readonly string[] = [
  'fr',
  'ar',
  'en',
  'pt',
  'tr',
  'ta',
  'bn',
  'ps',
  'ru',
  'zh',
]
