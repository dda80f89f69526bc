import type { Random } from '../core/random.ts';
import type { EntityKind } from './relations.ts';

/**
 * What every name of a fictional world matches: words that begin with a capital letter, and between them at most the
 * small words of titles.
 */
export const NAME = "[A-Z][A-Za-z'-]*(?: (?:(?:of the|of|the|and) )?[A-Z][A-Za-z'-]*)*";

const ONSETS = [
  'b',
  'br',
  'c',
  'd',
  'dr',
  'f',
  'g',
  'gl',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
  'z',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ae', 'ei', 'oa'];
const ENDS = ['n', 'l', 'r', 's', 'th', 'nd', 'sk', 'm', 'x', 'rin', 'vel', 'mor', 'dal'];
const GIVEN = [
  'Ada',
  'Bela',
  'Carin',
  'Dario',
  'Elin',
  'Fenna',
  'Goran',
  'Hedda',
  'Ivo',
  'Jora',
  'Kaya',
  'Lorin',
  'Mira',
  'Nael',
  'Oda',
  'Pavel',
  'Runa',
  'Silas',
  'Tova',
  'Ulla',
  'Vito',
  'Wanda',
  'Yara',
  'Zeno',
];

/** How a name is made around a word that no other name has: `*` stands for the word. */
const FORMS: Readonly<Record<EntityKind, readonly string[]>> = {
  person: GIVEN.map((given) => `${given} *`),
  place: ['*', '* Bay', '* Hill', 'Port *', 'Upper *', 'Lake *'],
  organisation: [
    '* Institute',
    '* Company',
    '* Union',
    '* Press',
    '* Society',
    'Bank of *',
    'Guild of *',
    '* and Sons',
  ],
  work: ['Song of *', 'Book of *', 'Garden of *', 'The * Letters', 'The Streets of *', 'The Last Days of *'],
  event: ['Feast of *', '* Festival', '* Games', '* Congress', 'Night of *', '* Regatta'],
};

/**
 * Draws names for entities, no two alike: each has a word that no other has, so no name is part of another.
 */
export class NameSource {
  private readonly random: Random;
  private readonly used = new Set<string>();

  constructor(random: Random) {
    this.random = random;
  }

  next(kind: EntityKind): string {
    const forms = FORMS[kind];
    return forms[this.random.below(forms.length)].replace('*', this.word());
  }

  /** A word of two or three syllables that was not drawn before. */
  private word(): string {
    for (;;) {
      const middle = this.random.below(3) === 0 ? this.syllable() : '';
      const word = this.syllable() + middle + this.syllable() + this.pick(ENDS);
      if (this.used.has(word)) continue;
      this.used.add(word);
      return word[0].toUpperCase() + word.slice(1);
    }
  }

  private syllable(): string {
    return this.pick(ONSETS) + this.pick(VOWELS);
  }

  private pick(list: readonly string[]): string {
    return list[this.random.below(list.length)];
  }
}
