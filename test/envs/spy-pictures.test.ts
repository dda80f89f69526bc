import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AsyncEnv, loadLanguageGame, OptionError, spyPictures, spyPicturesOf, stream } from '@parlor/envs';
import { checkLanguageGame } from '@parlor/envs/laws';

const url = (content: string): string => `data:image/png;base64,${content}`;
const OWN = [
  { name: 'cat', original: url('AAAA'), edited: url('BBBB') },
  { name: 'dog', original: url('CCCC'), edited: url('DDDD') },
];
const photos = spyPicturesOf({ id: 'photos', pairs: OWN });

describe('Who Is the Spy with pictures keeps the laws of language games', () => {
  for (const spec of [
    'spy_pictures(told=false,kind=bar,rounds=1)',
    'spy_pictures(preset=paper,format=svg,rounds=1)',
    'spy_pictures(kind=pie,voters=judges,judges=2,rounds=1)',
  ]) {
    test(`as ${spec}`, async () => {
      assert.deepEqual(
        (await checkLanguageGame(loadLanguageGame(spec), { runs: 5, seed: 1 })).violations,
        [],
      );
    });
  }
  test("with a user's own pictures", async () => {
    for (const options of [{ players: 3 }, { players: 3, spy_sees: 'blank' }] as const)
      assert.deepEqual((await checkLanguageGame(photos(options), { runs: 5, seed: 1 })).violations, []);
  });
});

/** What each seat is shown at the start, and the roles. */
async function start(game: ReturnType<typeof photos>, seed: number) {
  const env = new AsyncEnv(game);
  await env.reset({ seed });
  const shown = env.roles.map((_, seat) => env.messages(seat)[0]);
  return { env, shown, roles: env.roles.map((role) => game.roles[role]) };
}

describe('a picture', () => {
  for (const format of ['svg', 'png'] as const) {
    test(`is shown as ${format} to whoever it is for, and is in no state`, async () => {
      for (const [options, alike] of [
        [{}, false],
        [{ kind: 'line' }, false],
        [{ spy_sees: 'blank', voters: 'judges', judges: 2 }, false],
      ] as const) {
        const { env, shown, roles } = await start(spyPictures({ format, ...options }), 3);
        const images = shown.map((message) => message.images ?? []);
        assert.ok(images.every((list) => list.length === 1));
        const type = format === 'svg' ? 'image/svg+xml' : 'image/png';
        for (const [picture] of images) assert.ok(picture.startsWith(`data:${type};base64,`));
        const spy = roles.indexOf('spy');
        const others = new Set(images.filter((_, seat) => seat !== spy).map(([picture]) => picture));
        assert.equal(others.size, 1);
        assert.equal(others.has(images[spy][0]), alike);
        assert.ok(!JSON.stringify(env.position).includes('base64'));
        assert.ok(shown.every(({ audience }) => audience.length === 1));
      }
    });
  }

  test('is told in words, of the original to civilians and of the edit to the spy', async () => {
    const { env, shown, roles } = await start(spyPictures({ objects: 3, edits: 1 }), 5);
    const lines = shown.map(({ text }) => text.split('\n').slice(2));
    assert.ok(
      lines.every((list) => list.length === 3 && list.every((line) => /^\d\. a (small|large) /.test(line))),
    );
    const spy = roles.indexOf('spy');
    const civilian = roles.indexOf('civilian');
    assert.equal(lines[spy].filter((line, at) => line !== lines[civilian][at]).length, 1);
    let step = env.current;
    while (!step.done) step = await env.step(env.sample(stream(step.info.turn, 'test')) ?? '');
    const end = env.log.at(-1)?.text ?? '';
    assert.ok(end.indexOf(lines[civilian].join('\n')) < end.indexOf(lines[spy].join('\n')));
    assert.match(end, /The picture of the civilians:[^]*The picture of the spy:/);
  });

  test('that is blank is told so in words', async () => {
    const { shown, roles } = await start(spyPictures({ preset: 'paper' }), 1);
    const spy = roles.indexOf('spy');
    assert.equal(shown[spy].text, `You are player ${spy + 1}, the spy. Your picture: it is blank.`);
  });

  test('is shown with its edit at the end', async () => {
    const { env } = await start(spyPictures({ format: 'svg', rounds: 1 }), 1);
    let step = env.current;
    while (!step.done) step = await env.step(env.sample(stream(step.info.turn, 'test')) ?? '');
    assert.equal(env.log.at(-1)?.images?.length, 2);
    assert.deepEqual(env.log.at(-1)?.audience, [0, 1, 2, 3]);
  });

  test('is as many pixels wide as asked for', async () => {
    const { shown } = await start(spyPictures({ format: 'svg', size: 600 }), 1);
    const [, content = ''] = (shown[0].images?.[0] ?? '').split(',');
    assert.match(Buffer.from(content, 'base64').toString(), /^<svg [^>]*width="600" height="400"/);
  });

  test('of which nothing can be edited as asked is refused when the game is made', () => {
    for (const options of [{ objects: 2, edits: 3 }, { edits: 5 }, { kind: 'pie', edits: 1 }] as const)
      assert.throws(() => spyPictures(options), OptionError);
  });
});

describe("a user's own pictures", () => {
  test('are shown as they are: the original to civilians, the edited one to the spy', async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 8; seed++) {
      const { env, shown, roles } = await start(photos(), seed);
      const pair = OWN.find(({ original }) => shown.some(({ images }) => images?.[0] === original));
      seen.add(pair?.name ?? '');
      for (const [seat, role] of roles.entries()) {
        assert.deepEqual(shown[seat].images, [role === 'spy' ? pair?.edited : pair?.original]);
        assert.match(shown[seat].text, /^You are player \d, (a civilian|the spy)\. This is your picture\.$/);
      }
      assert.ok(!JSON.stringify(env.position).includes('base64'));
    }
    assert.deepEqual([...seen].sort(), ['cat', 'dog']);
  });

  test('are refused where there are none, no data URLs, or twice the same', () => {
    const refused = (pairs: typeof OWN) =>
      assert.throws(() => spyPicturesOf({ id: 'photos', pairs }), OptionError);
    refused([]);
    refused([{ name: 'cat', original: 'cat.png', edited: url('AAAA') }]);
    refused([{ name: 'cat', original: url('AAAA'), edited: url('AAAA') }]);
  });
});
