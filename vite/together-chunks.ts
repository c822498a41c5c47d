/**
 * Parts that one screen never loads without the others are one file, scripts and styles: each of its own costs every page
 * its name, packs worse, and takes a slow phone some 5 ms for its link and its request, whatever it weighs.
 */
export const together: readonly Together[] = [
  {
    name: 'base',
    sources: [
      'domain/(instant|structure|result)',
      'protocol/(bytes|pass-number)',
      'client/i18n/(language-policy|languages)',
      'client/store/observable',
      'client/scan/typed-number',
      'client/ui/(written|field|cheque-row|drawn-cheques|cheque-shape|picture|figures)',
    ],
    packages: ['valibot/', 'jose/.*/(buffer_utils|base64|base64url)\\.js$'],
  },
  {
    name: 'person',
    sources: [
      'client/frame/(language-choice|persons-frame)',
      'client/ui/in-both',
      'client/store/put-down-balance',
      'client/features/balance/(asked-pass|ask-ahead|ask-balance|ask-own-balance|balance|balance-body|balance-face|balance-page|bilingual)',
      'client/features/balance/(calendar-picture|no-balance|searching|seen-at|seen-balances|shown-balance|standing)',
      'client/features/balance/(use-answer|use-asked-pass|valid-until)',
    ],
  },
  {
    name: 'store',
    sources: ['client/device/open-devices', 'client/store/(database|enrolments|settings|seen-balances)'],
    packages: ['dexie/'],
  },
  { name: 'head', sources: ['protocol/(file|head|keys|records|uuid)'] },
  {
    name: 'acts',
    sources: [
      'domain/(casework|delivery-note|handover|knowledge|outcome|pass|pass-runs|stock|stock-act)',
      'protocol/(acknowledgement|outcome|push)',
      'client/store/name-of-pass',
    ],
    packages: ['jose/.*/(errors|validate|key|key_descriptor)\\.js$'],
  },
  { name: 'hash', sources: ['protocol/hash'], packages: ['@noble/hashes/'] },
  {
    // What a tablet is beyond its screens: a phone that shows a balance has none of it.
    name: 'device',
    sources: [
      'client/device/(device-parts|create-device|check-handover|pin-tries|sharing)',
      'client/store/(acknowledgement|canary|check-only|clock|corrected-now|decide-claim|departed-outcomes|drafts)',
      'client/store/(earliest-now|exchanges|export-entries|forget-entries|former-acts|hand-over|incarnations|incident)',
      'client/store/(journal|keep-mark|knowledge|late-acts|list-entries|make-personal-part|operators|own-acts)',
      'client/store/(pending-push|personal-parts|pin|pin-wait|pull-question|read-code|redeem-pass|restore-store|retire)',
      'client/store/(sent-entry|stored-entry|stored-heads|undo-handover|void-redemption)',
      'client/sync/(content-refused|continue-anew|enrol-device|fetch-bytes|fetch-head|link|list-by-delta|live-push)',
      'client/sync/(pull-knowledge|push-around|push-entries|push-size|readmit|retire-device|server-busy|signed-fetch)',
      'client/sync/(sync-loop|take-units)',
      'domain/(family|redemption)',
      'protocol/(incarnation|index-gaps|journal-entry|pass-list|pass-list-delta|pull|readmission|signed-request)',
    ],
    packages: ['jose/.*/(jws_algorithms|jws_sign|compact/sign)\\.js$'],
  },
  {
    name: 'scan-pane',
    sources: [
      'client/scan/(scanned-text|scan-pane|step-host|typed-form|seen-kind|reader-layout|keyboard-reader)',
      'client/scan/(picture-input|handed-code|scanned-touch)',
      'client/device/(unreadable-answer|not-saved-step|use-act-under-way)',
    ],
  },
  {
    name: 'camera',
    sources: [
      'client/scan/(camera|camera-controls|camera-pane|camera-permission|camera-refusal|camera-view|decoder)',
      'client/scan/(finder-word|inside-html5-qrcode|keep-awake|lens|reader-options|repeat-filter|track-controls)',
      'client/scan/(use-camera|use-camera-permission|use-finder-word|view-finder)',
    ],
    packages: ['html5-qrcode/', 'zxing-wasm/'],
    virtual: ['without-zxing-js$'],
  },
  {
    name: 'desk',
    sources: [
      'domain/(batch|programme|verdict)',
      'protocol/(enrolment|message|pass-code)',
      'client/device/(device-gate|undo-act|not-saved-notice|use-draft)',
      'client/i18n/verdict-key',
      'client/store/not-saved',
      'client/ui/(choice-tiles|turnable|use-ready-action|verdict-frame|verdict-shape)',
    ],
  },
]

type Together = {
  readonly name: string
  /** Under `src`, as patterns without an ending. */
  readonly sources: readonly string[]
  /** Under `node_modules`, as patterns of a beginning. */
  readonly packages?: readonly string[]
  /** A module that a plugin writes. */
  readonly virtual?: readonly string[]
}

export const togetherChunks = together.map(({ name, sources, packages = [], virtual = [] }) => ({
  name,
  test: new RegExp(
    [
      `src/(${sources.join('|')})\\.(tsx?|css)$`,
      ...packages.map((path) => `node_modules/${path}`),
      ...virtual,
    ].join('|'),
  ),
}))
