/**
 * What `getCapabilities()` of a track said on real devices, as the people who read it there published it: the parts that
 * scanning looks at, unchanged.
 */
export const recordedCameras = {
  'a Pixel 10, rear, Chrome 153': {
    facingMode: ['environment'],
    focusDistance: { max: 3.772224187850952, min: 0.05000000074505806, step: 0.009999999776482582 },
    focusMode: ['manual', 'single-shot', 'continuous'],
    torch: true,
    zoom: { max: 20, min: 1, step: 0.1 },
  },
  'a telephone of twelve megapixels, rear': {
    facingMode: ['environment'],
    focusDistance: { max: 5, min: 0.07000000029802322, step: 0.009999999776482582 },
    focusMode: ['manual', 'single-shot', 'continuous'],
    frameRate: { max: 30, min: 0 },
    height: { max: 2992, min: 1 },
    resizeMode: ['none', 'crop-and-scale'],
    torch: true,
    width: { max: 4000, min: 1 },
    zoom: { max: 6, min: 1, step: 0.1 },
  },
  'a rear camera of an older Chrome, whose zoom counts from a hundred': {
    facingMode: ['environment'],
    focusMode: ['continuous', 'single-shot', 'manual'],
    frameRate: { max: 30, min: 0 },
    height: { max: 2160, min: 1 },
    resizeMode: ['none', 'crop-and-scale'],
    torch: true,
    width: { max: 3840, min: 1 },
    zoom: { max: 606, min: 100, step: 2 },
  },
} as const
