import type { Service } from '#domain/programme.ts'

/** What a pass paid for in the scheme of 2019: a workshop of at most two hours for one cheque. */
export const demonstrationServices: readonly Service[] = [
  {
    id: 'first-steps',
    cheques: 1,
    name: {
      fr: 'Premiers pas avec l’ordinateur',
      en: 'First steps with a computer',
      ar: 'الخطوات الأولى مع الحاسوب',
    },
  },
  {
    id: 'phone-and-tablet',
    cheques: 1,
    name: { fr: 'Smartphone et tablette', en: 'Smartphone and tablet', ar: 'الهاتف الذكي والجهاز اللوحي' },
  },
  {
    id: 'email',
    cheques: 1,
    name: { fr: 'Messagerie', en: 'E-mail', ar: 'البريد الإلكتروني' },
  },
  {
    id: 'online-procedures',
    cheques: 1,
    name: {
      fr: 'Démarches en ligne',
      en: 'Official procedures online',
      ar: 'الإجراءات الإدارية عبر الإنترنت',
    },
  },
  {
    id: 'safe-internet',
    cheques: 1,
    name: { fr: 'Internet en sécurité', en: 'Staying safe online', ar: 'استخدام الإنترنت بأمان' },
  },
  {
    id: 'word-processing',
    cheques: 1,
    name: { fr: 'Traitement de texte', en: 'Word processing', ar: 'معالجة النصوص' },
  },
  {
    id: 'job-search',
    cheques: 1,
    name: {
      fr: 'Chercher un emploi en ligne',
      en: 'Looking for a job online',
      ar: 'البحث عن عمل عبر الإنترنت',
    },
  },
  {
    id: 'half-day-workshop',
    cheques: 2,
    name: { fr: 'Atelier d’une demi-journée', en: 'Half-day workshop', ar: 'ورشة لمدة نصف يوم' },
  },
]
