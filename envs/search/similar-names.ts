import type { Random } from '../core/random.ts';
import { pick } from './compose.ts';
import type { EntityKind } from './relations.ts';
import type { Entity, World } from './world.ts';

const TRIES = 6;

/** Finds what is easily taken for something else in a world. */
export class SimilarNames {
  private readonly byWord = new Map<string, string[]>();
  private readonly byKind = new Map<EntityKind, string[]>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
    for (const entity of world.entities) this.add(entity);
  }

  /** An entity that shares a word of its name, if one is soon found, or else one of the same kind; another in any case. */
  similarTo(name: string, random: Random): string {
    const words = name.split(' ');
    for (let tries = 0; tries < TRIES; tries++) {
      const other = pick(this.byWord.get(pick(words, random)) ?? [name], random);
      if (other !== name) return other;
    }
    return this.sameKind(name, random);
  }

  /** An entity of the same kind that is none of these. There must be one. */
  sameKind(name: string, random: Random, not: readonly string[] = [name]): string {
    const kind = this.world.kindOf(name);
    const list = kind === undefined ? [] : (this.byKind.get(kind) ?? []);
    for (;;) {
      const other = pick(list, random);
      if (!not.includes(other)) return other;
    }
  }

  private add({ name, kind }: Entity): void {
    put(this.byKind, kind, name);
    for (const word of name.split(' ')) if (!/^(?:of|the|and)$/.test(word)) put(this.byWord, word, name);
  }
}

function put<Key>(lists: Map<Key, string[]>, key: Key, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
