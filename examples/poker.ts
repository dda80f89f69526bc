/** Exact equity, a hand of hold'em at random, and its history as a file that other poker software reads. */
import { parseHandHistory, replayHand, writeHandHistory } from '@parlor/agents';
import { Env, type EpisodeRecord, handEquity, loadGame, readCards, Recording, stream } from '@parlor/envs';

const hands = ['AsAh', 'KsKh', 'QdQc'];
const equities = handEquity(hands.map(readCards));
for (const [index, { share }] of equities.entries()) {
  console.log(`${hands[index]} wins ${(100 * share).toFixed(2)} % of the pot against the others`);
}

const game = loadGame('holdem(players=3,stacks=100/40/200,actions=full)');
const players = ['Ann', 'Ben', 'Cy'];
let history: readonly number[] = [];
const onEpisode = (record: EpisodeRecord): void => {
  history = record.history ?? [];
};
const env = new Recording(new Env(game), { players, onEpisode });
const random = stream(4, 'seat');
let step = env.reset({ seed: 4 });
while (!step.done) step = env.step(step.legal[random.below(Math.min(3, step.legal.length))] ?? 1);

const text = writeHandHistory(game, history, { players });
console.log(text);
const hand = replayHand(parseHandHistory(text, 'hand.phh'));
console.log(hand.game.text.view(hand.state, 0));
