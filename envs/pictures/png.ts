import { ParlorError } from '../core/errors.ts';
import { type LoadModule, memberOf, moduleLoader } from '../core/optional-module.ts';
import { base64 } from './base64.ts';

/** An SVG picture cannot be made into a PNG here; the message says what is missing. */
export class PngError extends ParlorError {
  override readonly name = 'PngError';
}

/** What draws an SVG document: its bytes as a PNG. */
type Rasterise = (svg: string) => Uint8Array;

let loaded: Rasterise | undefined;

/**
 * An SVG document as a PNG of its own width and height, drawn by `@resvg/resvg-js`, an optional peer that is loaded with
 * the first call. No font of the machine is used, so text in the document is left out and the bytes are the same on every
 * machine of one kind.
 * @throws PngError where the peer is missing, or the document cannot be drawn.
 */
export function pngOf(svg: string): Uint8Array {
  loaded ??= loadRasteriser(nodeLoader());
  return loaded(svg);
}

/**
 * A picture as a base64 data URL, as chat models and browsers take it.
 * @throws PngError as `pngOf` does, where a PNG is asked for.
 */
export function pictureUrl(svg: string, format: 'svg' | 'png' = 'png'): string {
  return format === 'png'
    ? `data:image/png;base64,${base64(pngOf(svg))}`
    : `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`;
}

/**
 * The rasteriser of `@resvg/resvg-js` out of whatever `load` answers for that name.
 * @throws PngError where that is not it.
 */
export function loadRasteriser(load: LoadModule): Rasterise {
  let found: unknown;
  try {
    found = load('@resvg/resvg-js');
  } catch (cause) {
    throw Object.assign(
      new PngError(
        'PNG pictures need the @resvg/resvg-js package, which can not be loaded; run npm install @resvg/resvg-js.',
      ),
      { cause },
    );
  }
  const Resvg = memberOf(found, 'Resvg');
  if (typeof Resvg !== 'function') throw unfit();
  return (svg) => {
    let bytes: unknown;
    try {
      const image: unknown = Reflect.construct(Resvg, [svg, { font: { loadSystemFonts: false } }]);
      bytes = call(call(image, 'render'), 'asPng');
    } catch (cause) {
      if (cause instanceof PngError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw Object.assign(new PngError(`The SVG document cannot be drawn (${reason}); give a whole one.`), {
        cause,
      });
    }
    if (!(bytes instanceof Uint8Array)) throw unfit();
    return bytes;
  };
}

const unfit = (): PngError =>
  new PngError(
    'The @resvg/resvg-js package found here has another interface than version 2; run npm install @resvg/resvg-js@2.',
  );

function call(value: unknown, name: string): unknown {
  const method = memberOf(value, name);
  if (typeof method !== 'function') throw unfit();
  return Reflect.apply(method, value, []);
}

/** Every platform has it, and the language's own types do not. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

function nodeLoader(): LoadModule {
  const load = moduleLoader();
  if (load) return load;
  throw new PngError('PNG pictures need Node 20.16 or newer; install it, or use the SVG picture.');
}
