import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parseConfig } from '@parlor/league';
import type { ExampleRun } from '../support/examples.ts';
import { ROOT } from '../support/folder.ts';
import { ANY_TYPESCRIPT, node } from '../support/process.ts';

/** A program on a page. Above one that cannot be run here, the page says why: `<!-- not run: it needs a server -->`. */
interface Example {
  readonly page: string;
  readonly line: number;
  readonly code: string;
  readonly notRun: string | undefined;
}

const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith('.md'),
);
const textOf = new Map(pages.map((page) => [page, readFileSync(join(ROOT, page), 'utf8')]));

/** The blocks of these languages on a page. */
function blocks(page: string, languages: string): Example[] {
  const text = textOf.get(page) ?? '';
  const pattern = new RegExp(
    `(?:<!-- not run: (.*?) -->\\n+)?\`\`\`(?:${languages})\\n([\\s\\S]*?)\`\`\``,
    'g',
  );
  return [...text.matchAll(pattern)].map(({ 1: notRun, 2: code, index }) => {
    const start = text.indexOf('```', index);
    return { page, line: text.slice(0, start).split('\n').length, code, notRun };
  });
}

const examples = pages.flatMap((page) => blocks(page, 'ts|js'));
const running = examples.filter(({ notRun }) => notRun === undefined);
/** Within the repository, so that the packages resolve as they do for a user at its root. */
const folder = mkdtempSync(join(ROOT, 'node_modules', '.pages-'));
after(() => rmSync(folder, { recursive: true }));

/** What the programs find where they are run, besides the folder of examples. */
function furnish(): void {
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'));
  const documents = ['Ada Lovelace', 'Charles Babbage'].map((title, id) => ({
    id: String(id),
    title,
    text: `${title} wrote letters about engines.`,
  }));
  writeFileSync(join(folder, 'corpus.jsonl'), documents.map((each) => JSON.stringify(each)).join('\n'));
  mkdirSync(join(folder, 'my-photos'));
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNiAAAABgADNjd8qAAAAABJRU5ErkJggg==';
  for (const [name, end] of [
    ['cat_original', ''],
    ['cat_modified', 'another picture'],
  ])
    writeFileSync(
      join(folder, 'my-photos', `${name}.png`),
      Buffer.concat([Buffer.from(png, 'base64'), Buffer.from(end)]),
    );
}

describe('the examples of the README and of docs', () => {
  let runs: readonly ExampleRun[] = [];
  before(async () => {
    furnish();
    const files = running.map(({ code }, index) => {
      const file = join(folder, `example-${index}.mts`);
      writeFileSync(file, code);
      return file;
    });
    const script = join(ROOT, 'test/support/examples.ts');
    const { stdout, stderr, status } = await node([...ANY_TYPESCRIPT, script, ...files], { cwd: folder });
    assert.equal(status, 0, stderr);
    runs = JSON.parse(stdout) as ExampleRun[];
  });

  test('are there for every layer, on the first page', () => {
    for (const name of ['@parlor/envs', '@parlor/envs/laws', '@parlor/agents', '@parlor/league']) {
      assert.ok(
        running.some(({ page, code }) => page === 'README.md' && code.includes(`'${name}'`)),
        name,
      );
    }
  });

  test('are configurations that a league takes where they are JSON', () => {
    const configurations = pages.flatMap((page) => blocks(page, 'json'));
    assert.deepEqual(
      configurations.map(({ page, code }) => [page, parseConfig(JSON.parse(code)).learners.length]),
      [
        ['README.md', 2],
        ['docs/who-is-the-spy.md', 1],
      ],
    );
  });

  test('are run, all but those that say why not', () => {
    const reasons = examples.flatMap(({ page, notRun }) =>
      notRun === undefined ? [] : [`${page}: ${notRun}`],
    );
    assert.deepEqual(reasons, [
      'docs/chat-agents.md: it asks a chat model',
      'docs/searxng.md: it asks a SearXNG server',
    ]);
    // A marker that stands above no program would hide none, and tell a lie.
    const markers = [...textOf.values()].join('').match(/<!-- not run:/g) ?? [];
    assert.equal(markers.length, reasons.length);
  });

  test('use what the packages have, those too that are not run', async () => {
    for (const { page, line, code, notRun } of examples) {
      if (notRun === undefined) continue;
      for (const [, names = '', from = ''] of code.matchAll(/import \{(.*?)\} from '(@parlor\/.*?)'/gs)) {
        const face = Object.keys((await import(from)) as object);
        for (const name of names.split(',').map((each) => each.trim()))
          assert.ok(
            name.startsWith('type ') || face.includes(name),
            `${page}:${line}: ${from} has no ${name}`,
          );
      }
    }
  });

  for (const [index, { page, line, code }] of running.entries()) {
    test(`${page}:${line} runs, and prints what it says`, () => {
      const { stdout, stderr, error } = runs[index];
      assert.equal(error, null);
      if (!code.includes('console.error')) assert.equal(stderr, '');
      if (code.includes('console.log')) assert.notEqual(stdout, '');
      // What begins with a number behind a line that prints is what it prints, a number as far as it is written out.
      for (const [, wanted = ''] of code.matchAll(/console\.log\(.*\); \/\/ (-?\d.*)/g)) {
        const digits = /^-?\d+\.(\d+)$/.exec(wanted)?.[1]?.length ?? 0;
        const rounded = stdout.replace(/-?\d+\.\d+/g, (number) => Number(number).toFixed(digits));
        assert.ok((digits > 0 ? rounded : stdout).includes(wanted), `${wanted} is not printed:\n${stdout}`);
      }
    });
  }
});
