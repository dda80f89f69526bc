/**
 * A chat model negotiates with a script: any OpenAI-compatible endpoint.
 * OPENAI_BASE_URL=http://127.0.0.1:8000/v1 OPENAI_API_KEY=… MODEL=qwen3-4b npx tsx examples/chat.ts
 */
import { ChatAgent, type Entrant, playMatch, SimpleNegotiator } from '@parlor/agents';
import { loadLanguageGame } from '@parlor/envs';

const chat = await ChatAgent.create({ model: process.env['MODEL'] ?? 'gpt-4o-mini', timeLimit: 60 });
const model: Entrant = { name: chat.name, seat: () => new ChatAgent(chat.model) };
const script: Entrant = { name: 'script', seat: () => new SimpleNegotiator() };
const { returns, forfeits } = await playMatch(loadLanguageGame('simple_negotiation'), [model, script], {
  seed: 1,
  deals: 2,
  tables: 4,
  onEpisode: ({ record }) => console.log(record.messages.map(({ text }) => text).join('\n'), '\n'),
});
console.log('returns of the model and the script, episode by episode', returns, 'forfeits', forfeits);
console.log(chat.model.ledger); // requests, tokens, cost
