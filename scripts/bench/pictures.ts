import { type PictureKind, picturePair, pictureSvg, pngOf, scenePair, stream } from '@parlor/envs';
import { type Figure, rates, type Subject } from './measure.ts';

/** Pairs of pictures and drawings a second: data alone, both as SVG, and one as PNG, all 480 × 320. */
export async function benchPictures(): Promise<Figure[]> {
  const random = stream(1, 'test');
  const subject = (name: string, batch: number, make: () => void): Subject => ({
    name,
    run() {
      for (let index = 0; index < batch; index++) make();
      return batch;
    },
  });
  const drawn = (kind: PictureKind) => (): void => {
    const { original, edited } = picturePair(random, { kind });
    pictureSvg(original);
    pictureSvg(edited);
  };
  const svg = pictureSvg(picturePair(random, { kind: 'scene' }).original);
  const subjects = [
    subject('scene pair, data', 100, () => void scenePair(random)),
    subject('scene pair, both as SVG', 50, drawn('scene')),
    subject('bar chart pair, both as SVG', 10, drawn('bar')),
    subject('line chart pair, both as SVG', 10, drawn('line')),
    subject('pie chart pair, both as SVG', 10, drawn('pie')),
    subject('scene as PNG', 1, () => void pngOf(svg)),
  ];
  const results = await rates(subjects);
  return subjects.map(({ name }, index) => ({
    suite: 'pictures',
    name,
    value: results[index] ?? 0,
    unit: name.includes('pair') ? 'pairs/s' : 'pictures/s',
    baseline: null,
  }));
}
