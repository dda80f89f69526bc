import { OptionError } from '../../core/errors.ts';
import { defineLanguageGame } from '../../core/language-game.ts';
import { type Picture, PICTURE_KINDS, picturePair, pictureSvg, pictureText } from '../../pictures/picture.ts';
import { PICTURE_SIZE } from '../../pictures/picture-size.ts';
import { pictureUrl } from '../../pictures/png.ts';
import { blankSvg } from '../../pictures/scene-svg.ts';
import { spyLanguageGame } from './language.ts';
import { type SpyOptions, spyOptions } from './options.ts';
import type { Shown, SpySecrets } from './secrets.ts';

/** The fewest objects of a scene where their number is drawn. */
const FEWEST = 4;

const OPTIONS = spyOptions({ players: 4, rounds: 2, told: true });

/** Two pictures of one name as data URLs: civilians see the original, spies the edited one. */
export interface TwoPictures {
  readonly name: string;
  readonly original: string;
  readonly edited: string;
}

type Dealer = Pick<SpySecrets, 'deal' | 'example'>;

/** What is the same of all pictures, drawn or a user's own. */
function pictureSecrets(
  { spies, judges, spy_sees: sees }: SpyOptions,
  show: (secret: string) => Shown,
  dealer: Dealer,
): SpySecrets {
  const spy = spies === 1 ? 'the spy sees' : 'the spies see';
  const who = judges > 0 ? 'civilians and judges' : 'civilians';
  return {
    ...dealer,
    noun: 'picture',
    unspeakable: false,
    rules: `All ${who} see the same picture, and ${spy} ${sees === 'blank' ? 'a blank one' : 'one in which something is different'}.`,
    own(secret) {
      const { text, images } = show(secret);
      return {
        text: text === '' ? 'This is your picture.' : `Your picture:${text}`,
        ...(images && { images }),
      };
    },
    both(civilians, other, spyNoun) {
      const [first, second] = [show(civilians), show(other)];
      const images = [...(first.images ?? []), ...(second.images ?? [])];
      const said = (whose: string, { text }: Shown): string =>
        `The picture of ${whose}${text === '' ? ' is shown' : `:${text}`}`;
      const text =
        images.length > 1
          ? `Here are the pictures, that of the civilians first and that of ${spyNoun} second.`
          : `${said('the civilians', first)}\n${said(spyNoun, second)}`;
      return { text, ...(images.length > 0 && { images }) };
    },
  };
}

/**
 * Who Is the Spy with pictures (Vision-Zero): scenes of simple objects or charts, drawn by chance, of which the spy sees
 * an edited one or a blank one. They are told in words, or shown as SVG or PNG, for which `@resvg/resvg-js` must be
 * installed. Civilians see the original.
 */
export const spyPictures = defineLanguageGame({
  id: 'spy_pictures',
  summary: 'give clues about a picture that the spy sees edited, or not at all',
  options: {
    ...OPTIONS,
    kind: { kind: 'choice', default: 'scene', values: PICTURE_KINDS, doc: 'a scene of objects, or a chart' },
    objects: {
      kind: 'integer',
      default: 0,
      min: 0,
      max: 10,
      doc: `objects in a scene; 0 draws ${FEWEST} to ${FEWEST + 2}`,
    },
    edits: {
      kind: 'integer',
      default: (options) => (options['objects'] === 1 ? 1 : 2),
      min: 1,
      max: 10,
      doc: 'objects or values that spies see otherwise',
    },
    format: {
      kind: 'choice',
      default: 'text',
      values: ['text', 'svg', 'png'],
      doc: 'told in words, or shown; png needs @resvg/resvg-js',
    },
    size: { kind: 'integer', default: PICTURE_SIZE.width, min: 360, max: 2048, doc: 'width in pixels' },
  },
  create({ kind, objects, edits, format, size: width, ...options }) {
    const size = { width, height: Math.round((width * PICTURE_SIZE.height) / PICTURE_SIZE.width) };
    const given = { kind, edits, ...(kind === 'scene' && objects > 0 && { objects }) };
    // What the options do not allow is said now, and not by chance in a later episode.
    if (kind === 'scene' && edits > (objects || FEWEST))
      throw new OptionError(
        `spy_pictures: a scene of ${objects || FEWEST} objects cannot have ${edits} of them edited; lower edits or raise objects.`,
      );
    if (kind !== 'scene' && objects > 0)
      throw new OptionError(`spy_pictures: objects are of scenes; leave objects out for kind=${kind}.`);
    if (kind !== 'scene' && (edits > 3 || (kind === 'pie' && edits < 2)))
      throw new OptionError(
        `spy_pictures: a chart of kind=${kind} has ${kind === 'pie' ? '2 or 3' : '1 to 3'} values edited, not ${edits}; set edits.`,
      );
    const shown = (svg: string): Shown =>
      format === 'text' ? { text: '' } : { text: '', images: [pictureUrl(svg, format)] };
    if (format !== 'text') shown(blankSvg(size)); // says what is not installed
    const show = (secret: string): Shown => {
      if (secret === '') return format === 'text' ? { text: ' it is blank.' } : shown(blankSvg(size));
      const picture = JSON.parse(secret) as Picture;
      return format === 'text' ? { text: `\n${pictureText(picture)}` } : shown(pictureSvg(picture, size));
    };
    return spyLanguageGame(
      'spy_pictures',
      pictureSecrets(options, show, {
        example: kind === 'scene' ? 'There is a large sphere' : 'The first value is not the smallest',
        deal(random) {
          const { original, edited } = picturePair(random, given);
          return [JSON.stringify(original), JSON.stringify(edited)];
        },
      }),
      options,
    );
  },
});

/**
 * The same game with a user's own pairs of pictures, such as `readPictureFolder` reads: a factory for
 * `registerLanguageGame`, or for the default export of a file that `parlor play` is given. Who sees nothing is told so.
 * Civilians see the original; where players are not told their role, either of the two.
 * @throws OptionError where there are no pairs, or one is no pair of data URLs.
 */
export function spyPicturesOf({
  id,
  summary = 'Who Is the Spy with pictures of your own',
  pairs,
}: {
  readonly id: string;
  readonly summary?: string;
  readonly pairs: readonly TwoPictures[];
}) {
  if (pairs.length === 0) throw new OptionError(`${id}: there are no pairs of pictures; give one at least.`);
  for (const { name, original, edited } of pairs) {
    if (![original, edited].every((url) => /^data:image\/[a-z+.-]+;base64,/.test(url)))
      throw new OptionError(`${id}: ${JSON.stringify(name)} must hold two data URLs of images in base64.`);
    if (original === edited)
      throw new OptionError(`${id}: ${JSON.stringify(name)} is twice the same picture.`);
  }
  const show = (secret: string): Shown => {
    if (secret === '') return { text: ' it is blank.' };
    const [side, index] = secret.split(' ');
    const pair = pairs[Number(index)];
    return { text: '', images: [side === 'original' ? pair.original : pair.edited] };
  };
  return defineLanguageGame({
    id,
    summary,
    options: OPTIONS,
    create: (options) =>
      spyLanguageGame(
        id,
        pictureSecrets(options, show, {
          example: 'There is something red in it',
          deal(random) {
            const index = random.below(pairs.length);
            const sides = [`original ${index}`, `edited ${index}`] as const;
            // Where roles are not told, an edit that can be seen as one would tell them.
            return options.told || random.below(2) === 0 ? sides : [sides[1], sides[0]];
          },
        }),
        options,
      ),
  });
}
