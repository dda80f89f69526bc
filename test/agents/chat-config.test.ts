import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { describe, test } from 'node:test';
import { ChatError, ChatModel, chatTemplate, parseChatConfig, TEMPLATES } from '@parlor/agents';
import { requestBody } from '../../agents/chat/request-body.ts';
import { atServer, FIRST, KEY } from './support/chat.ts';

const LOCAL = 'http://127.0.0.1:8000/v1';

describe('the configuration of a chat agent', () => {
  test('takes the address and the key from the environment where it gives none', () => {
    const environment = { OPENAI_BASE_URL: `${LOCAL}/`, OPENAI_API_KEY: KEY };
    const config = parseChatConfig({ model: 'm' }, environment);
    assert.equal(config.baseURL, LOCAL);
    assert.equal(config.key?.reveal(), KEY);
    assert.equal(parseChatConfig({ model: 'm', key: null }, environment).key, null);
    assert.equal(
      parseChatConfig({ model: 'm', baseURL: 'http://other/v1' }, environment).baseURL,
      'http://other/v1',
    );
    const bare = parseChatConfig({ model: 'm' }, {});
    assert.deepEqual([bare.baseURL, bare.key], ['https://api.openai.com/v1', null]);
  });

  test('has defaults for everything but the model', () => {
    assert.deepEqual(parseChatConfig({ model: 'm' }, {}), {
      baseURL: 'https://api.openai.com/v1',
      key: null,
      template: TEMPLATES['default'],
      model: 'm',
      maxTokens: 2048,
      tokensField: 'max_tokens',
      timeLimit: 60,
      retries: 5,
      backoff: { first: 0.5, most: 30 },
      concurrency: 8,
      prices: { input: 0, output: 0 },
      stream: false,
      images: false,
      extra: {},
    });
  });

  test('decides what is sent', () => {
    const config = parseChatConfig(
      {
        model: 'm',
        temperature: 0.5,
        topP: 0.9,
        maxTokens: 9,
        tokensField: 'max_completion_tokens',
        stream: true,
        extra: { reasoning_effort: 'low', stream_options: null },
      },
      {},
    );
    assert.deepEqual(requestBody(config, []), {
      model: 'm',
      messages: [],
      max_completion_tokens: 9,
      temperature: 0.5,
      top_p: 0.9,
      stream: true,
      stream_options: null,
      reasoning_effort: 'low',
    });
  });

  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{}, /model: /],
    ['gpt', /expected object/],
    [{ model: 'm', baseURL: 'localhost' }, /baseURL: expected an address such as/],
    [{ model: 'm', baseURL: 'ftp://host/v1' }, /baseURL: /],
    [{ model: 'm', baseURL: `http://me:${KEY}@host/v1` }, /baseURL: expected no name, password/],
    [{ model: 'm', baseURL: `http://host/v1?key=${KEY}` }, /baseURL: expected no name, password/],
    [{ model: 'm', temperature: -1 }, /temperature: /],
    [{ model: 'm', timeLimit: 0 }, /timeLimit: /],
    [{ model: 'm', concurrency: 0.5 }, /concurrency: /],
    [{ model: 'm', extra: { messages: [] } }, /extra: expected none of model, messages, stream, n/],
    [{ model: 'm', apiKey: KEY }, /"apiKey"/],
    [{ model: 'm', template: 'haiku' }, /no prompt template "haiku"; the templates are default, boxed/],
    [{ model: 'm', template: { name: 'x', system: '{foo}', turn: '' } }, /there is no placeholder \{foo\}/],
  ];
  for (const [input, message] of wrong) {
    test(`is refused in one sentence: ${inspect(input, { breakLength: Infinity }).replaceAll(KEY, 'KEY')}`, () =>
      assert.throws(
        () => parseChatConfig(input, { OPENAI_API_KEY: KEY }),
        (error) => {
          assert.ok(error instanceof ChatError);
          assert.match(error.message, message);
          assert.ok(!inspect(error, { depth: 9 }).includes(KEY));
          return true;
        },
      ));
  }

  test('takes a template by name or as data', () => {
    assert.equal(chatTemplate('boxed'), TEMPLATES['boxed']);
    assert.equal(chatTemplate({ name: 'mine', system: '', turn: '{messages}' }).history, 'chat');
  });
});

describe('the key', () => {
  test('is shown by nothing', () => {
    const config = parseChatConfig({ model: 'm', key: KEY }, {});
    for (const text of [
      inspect(config, { depth: 9, showHidden: true }),
      JSON.stringify(config),
      String(config.key),
    ])
      assert.ok(!text.includes(KEY) && text.includes('[key]'), text);
  });

  test('is sent as a bearer token, and nothing is where there is none', () =>
    atServer({}, async ({ seated, server }) => {
      await seated().act(FIRST);
      assert.equal(server.received[0].headers['authorization'], `Bearer ${KEY}`);
      for (const name of Object.keys(server.received[0].headers))
        assert.doesNotMatch(name, /organization|project/i);
    }).then(() =>
      atServer({ config: { key: null } }, async ({ seated, server }) => {
        await seated().act(FIRST);
        assert.equal(server.received[0].headers['authorization'], undefined);
      }),
    ));
});

test('without the openai package there is a clear error', async () => {
  const importClient = (): Promise<never> => Promise.reject(new Error("Cannot find package 'openai'"));
  await assert.rejects(ChatModel.open({ model: 'm' }, { importClient, environment: {} }), {
    name: 'ChatError',
    message: 'Chat agents need the openai package, which can not be loaded; run npm install openai.',
  });
});
