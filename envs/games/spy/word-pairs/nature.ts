import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['mountain', 'river'],
    both: [
      'you find it on a map',
      'it is older than mankind',
      'it can form a border',
      'some are known all over the world',
    ],
    first: ['you can climb it', 'there is snow at the top'],
    second: ['it flows to the sea', 'you can fish in it', 'there are bridges over it'],
  },
  {
    words: ['tree', 'mushroom'],
    both: [
      'it grows in the forest',
      'part of it is under the ground',
      'painters put it into fairy tale scenes',
      'it is still growing',
    ],
    first: ['it has leaves', 'it can be hundreds of years old', 'birds build nests in it'],
    second: ['it pops up after rain', 'some kinds are poisonous', 'elves sit on it in fairy tales'],
  },
  {
    words: ['volcano', 'waterfall'],
    both: [
      'tourists travel far to see it',
      'it can be loud',
      'something flows down it',
      'it is dangerous to go too near',
    ],
    first: ['it can erupt', 'there is lava in it'],
    second: ['it is wet and cool there', 'you may see a rainbow in the spray'],
  },
  {
    words: ['desert', 'ocean'],
    both: [
      'it is vast',
      'you can get lost there',
      'there is nothing to drink there',
      'it looks the same everywhere',
    ],
    first: ['camels walk through it', 'it is hot and dry'],
    second: ['it is full of fish', 'ships cross it'],
  },
  {
    words: ['leaf', 'feather'],
    both: ['it is light', 'it floats down slowly', 'it belongs to something alive', 'children collect it'],
    first: ['it is green in summer', 'it falls in autumn'],
    second: ['it comes from a bird', 'people used to write with it'],
  },
  {
    words: ['moon', 'lake'],
    both: ['it is beautiful at night', 'poets write about it', 'it reflects light', 'it looks calm'],
    first: ['it is round or a crescent', 'people have walked on it', 'it is far away'],
    second: ['you can swim in it', 'it may freeze in winter'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['moon', 'sun'],
    both: ['it is in the sky', 'it is round', 'it rises and sets', 'children draw it with a face'],
    first: ['it changes its shape', 'wolves howl at it'],
    second: ['you must not look straight at it', 'it warms us', 'it burns your skin'],
  },
  {
    words: ['river', 'lake'],
    both: [
      'it has fresh water',
      'you can fish in it',
      'you can swim in it',
      'people build houses next to it',
    ],
    first: ['it flows', 'it has a source and a mouth'],
    second: ['its water stands still', 'you can walk all around it'],
  },
  {
    words: ['rose', 'cactus'],
    both: ['it is a plant', 'it can hurt you', 'it may have a flower', 'some people keep it at home'],
    first: ['people give it to someone they love', 'it smells lovely'],
    second: ['it needs little water', 'it grows in the desert'],
  },
  {
    words: ['sand', 'soil'],
    both: [
      'it lies on the ground',
      'you can dig in it',
      'it gets under your fingernails',
      'it can be carried off by wind',
    ],
    first: ['it is hot under your feet at the beach', 'glass is made from it'],
    second: ['plants grow well in it', 'worms live in it'],
  },
  {
    words: ['island', 'mountain'],
    both: [
      'you can spend your holiday there',
      'it sticks up above what is around',
      'maps show it',
      'it takes some effort to get there',
    ],
    first: ['there is water all around it', 'castaways end up on it'],
    second: ['you can ski there', 'the air is thin at the top'],
  },
  {
    words: ['desert', 'glacier'],
    both: [
      'hardly anything grows there',
      'you should not go there without a guide',
      'it is wide and empty',
      'the sun blinds you there',
    ],
    first: ['it is full of dunes', 'there are palm trees at an oasis'],
    second: ['it is made of ice', 'it moves a little every year', 'it has deep cracks'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['hill', 'mountain'],
    both: [
      'you can hike up it',
      'there is a view from the top',
      'it is higher than the land around',
      'sheep may graze on it',
    ],
    first: ['you are at the top in a few minutes', 'it is gentle and round'],
    second: ['you need ropes and a guide', 'the top may be white all year'],
  },
  {
    words: ['lake', 'pond'],
    both: ['it is still water', 'ducks swim on it', 'it may freeze over', 'reeds grow at its edge'],
    first: ['ferries sail across it', 'it can be very deep'],
    second: ['you may have one in your garden', 'it is small enough to throw a stone across'],
  },
  {
    words: ['forest', 'jungle'],
    both: [
      'it is full of trees',
      'animals hide there',
      'you can get lost there',
      'little light reaches the ground',
    ],
    first: ['squirrels collect nuts there', 'foxes and deer live there'],
    second: ['monkeys swing from vines there', 'it is hot and damp', 'parrots scream there'],
  },
  {
    words: ['river', 'stream'],
    both: [
      'it flows downhill',
      'it has water and fish',
      'there are stones at the bottom',
      'it leads to the sea in the end',
    ],
    first: ['big ships can use it', 'cities lie along it'],
    second: ['you can jump over it', 'you can cross it without a bridge'],
  },
  {
    words: ['bush', 'tree'],
    both: ['it is green', 'birds nest in it', 'it has roots and branches', 'it may have flowers or berries'],
    first: ['it has no trunk', 'it grows about as high as a person'],
    second: ['it has a thick trunk', 'you can build a house in it'],
  },
  {
    words: ['cliff', 'canyon'],
    both: [
      'it is made of rock',
      'it is steep',
      'you should not go too near the edge',
      'there is a great view',
    ],
    first: ['waves crash against it', 'seabirds nest on it'],
    second: ['a river cut it over millions of years', 'it has two walls', 'you shout to hear the echo'],
  },
];

export const nature = wordPairs('nature', { easy, medium, hard });
