/** What is measured side by side: Carnet's own use of zxing-wasm, and what a project would otherwise take. */
export const decoderNames = ['Carnet', 'html5-qrcode', 'jsQR', 'zbar-wasm'] as const

export type DecoderName = (typeof decoderNames)[number]
