import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['hat', 'shoe'],
    both: [
      'you take it off in some houses',
      'it comes in sizes',
      'it may be made of leather',
      'a shop sells many kinds of it',
    ],
    first: ['it keeps the sun off your face', 'a magician uses it'],
    second: ['it always comes with a partner', 'you tie it with laces'],
  },
  {
    words: ['scarf', 'belt'],
    both: ['it goes around you', 'it is long and narrow', 'you put it on last', 'it makes a nice gift'],
    first: ['it keeps your neck warm', 'it can be knitted'],
    second: ['it has a buckle', 'it keeps your trousers up'],
  },
  {
    words: ['coat', 'swimsuit'],
    both: [
      'most people put it away for half of the year',
      'you choose it with care',
      'it can be of any colour',
      'you hang it up afterwards',
    ],
    first: ['you wear it in winter', 'it has pockets and sleeves'],
    second: ['you wear it at the beach', 'it dries quickly'],
  },
  {
    words: ['belt', 'boot'],
    both: ['it is made of leather', 'cowboys wear it', 'it may have a buckle', 'you tighten it'],
    first: ['it goes around your waist', 'it keeps your trousers up'],
    second: ['it is good in mud', 'it comes up to your calf', 'a left one is no good on the right'],
  },
  {
    words: ['pyjamas', 'uniform'],
    both: [
      'it has a top and a bottom',
      'you change into it',
      'you wear it at certain hours',
      'children may wear it',
    ],
    first: ['you wear it in bed', 'it is soft and comfortable'],
    second: ['police officers wear it', 'everyone in the group has the same'],
  },
  {
    words: ['sunglasses', 'helmet'],
    both: [
      'this is worn above the neck',
      'this is good for protection',
      'cyclists like to have this on',
      'the owner may look cool',
    ],
    first: ['they make everything darker', 'film stars hide behind them'],
    second: ['it is hard and round', 'it has a strap under the chin'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['sock', 'glove'],
    both: ['it is one of a pair', 'it is easy to lose one', 'it keeps you warm', 'it can be made of wool'],
    first: ['it goes inside a shoe', 'it smells after sport', 'it may have a hole at the toe'],
    second: ['it has five fingers', 'you wear it when you throw snowballs'],
  },
  {
    words: ['scarf', 'tie'],
    both: [
      'you wear it around your neck',
      'it is long',
      'it can be made of silk',
      'people give one as a present',
    ],
    first: ['it keeps you warm', 'football fans wave it'],
    second: ['it is part of a suit', 'it has to be knotted neatly'],
  },
  {
    words: ['necklace', 'crown'],
    both: ['it can be made of gold', 'it sparkles', 'you may see it in a museum', 'a queen may wear it'],
    first: ['it hangs around the neck', 'pearls make a classic one'],
    second: ['it sits on the head', 'a king gets it at the start of his rule'],
  },
  {
    words: ['umbrella', 'raincoat'],
    both: [
      'it is useful in bad weather',
      'it keeps you dry',
      'it may have bright colours',
      'you leave it at home and then you need it',
    ],
    first: ['the wind can turn it inside out', 'you hold it over your head'],
    second: ['it has a hood and sleeves', 'both your hands stay free with it'],
  },
  {
    words: ['button', 'zip'],
    both: ['it closes a jacket', 'it is small', 'it can break', 'trousers usually have one'],
    first: ['it is round with little holes', 'it comes off and you sew it on'],
    second: ['it has many tiny teeth', 'it gets stuck', 'it goes up and down'],
  },
  {
    words: ['backpack', 'briefcase'],
    both: ['you carry things in it', 'it can be too heavy', 'it has pockets', 'you may lose your keys in it'],
    first: ['hikers use it', 'it has two straps', 'your hands are free'],
    second: ['it looks smart with a suit', 'it has one handle, and papers in it'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['skirt', 'dress'],
    both: ['you can twirl in it', 'it can be short or long', 'dancers let it swing', 'the wind can lift it'],
    first: ['it starts at the waist', 'you need a top to go with it'],
    second: ['a bride wears a white one', 'it covers the upper body as well'],
  },
  {
    words: ['coat', 'jacket'],
    both: [
      'you wear it over other clothes',
      'it has sleeves',
      'you hang it up in the hall',
      'it has pockets',
    ],
    first: ['it reaches down to your knees', 'it is for the cold months'],
    second: ['it ends at the hips', 'it is part of a suit'],
  },
  {
    words: ['gloves', 'mittens'],
    both: [
      'they keep your hands warm',
      'they come in pairs',
      'they can be knitted',
      'you wear them in winter',
    ],
    first: ['there is room for each finger in them', 'surgeons wear a thin kind'],
    second: ['all fingers but the thumb are together in them', 'small children wear them on a cord'],
  },
  {
    words: ['hat', 'cap'],
    both: [
      'you wear it on your head',
      'it protects you from the sun',
      'it can fly off in the wind',
      'it is polite to take it off indoors',
    ],
    first: ['it has a brim all the way round', 'cowboys wear it'],
    second: ['it has a peak only in front', 'baseball players wear it', 'some wear it backwards'],
  },
  {
    words: ['bracelet', 'necklace'],
    both: [
      'it can be gold or silver',
      'it has a clasp',
      'it is a present for a birthday',
      'you can make it out of beads',
    ],
    first: ['you wear it on your wrist', 'it may have little charms that jingle'],
    second: ['you wear it around your neck', 'a locket can hang on it'],
  },
  {
    words: ['sandals', 'slippers'],
    both: ['you slip them on', 'they are light', 'they come in pairs', 'they are comfortable'],
    first: ['you wear them in summer', 'people see your toes in them', 'the ancient Romans wore them'],
    second: ['you wear them at home', 'they are soft and warm', 'dogs love to chew them'],
  },
];

export const clothes = wordPairs('clothes', { easy, medium, hard });
