import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['dragon', 'pirate'],
    both: [
      "they appear in children's books",
      'they are after gold',
      'they are dangerous',
      'they may be beaten by a hero',
    ],
    first: ['they breathe fire', 'they have wings'],
    second: ['they have a wooden leg', 'they sail under a black flag'],
  },
  {
    words: ['novel', 'statue'],
    both: [
      'an artist made it',
      'it can be famous for centuries',
      'it takes a long time to make',
      'it may be about a hero',
    ],
    first: ['it has chapters', 'you read it in bed'],
    second: ['it stands in a park', 'pigeons sit on it'],
  },
  {
    words: ['fairy', 'knight'],
    both: [
      'they belong in an old tale',
      'they help people in need',
      'children dress up as one',
      'they hold something in one hand',
    ],
    first: ['they have tiny wings', 'they grant three wishes'],
    second: ['they ride a horse', 'they wear armour'],
  },
  {
    words: ['poem', 'film'],
    both: ['it can make you cry', 'someone wrote it', 'it tells you something', 'it has a title'],
    first: ['it often rhymes', 'you can learn it by heart'],
    second: ['it lasts about two hours', 'you see it at the cinema'],
  },
  {
    words: ['mermaid', 'giant'],
    both: [
      'people tell tales about it',
      'nobody has ever seen a real one',
      'it looks almost human',
      'children draw it',
    ],
    first: ['it has a tail like a fish', 'it sings to sailors'],
    second: ['it is as tall as a house', 'its footsteps shake the ground'],
  },
  {
    words: ['puppet', 'comic'],
    both: [
      'children like it',
      'it can be funny',
      'it can tell a story',
      'somebody made it with skilful hands',
    ],
    first: ['it hangs on strings', 'it acts in a small theatre'],
    second: ['it has speech bubbles', 'you read it picture by picture'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['novel', 'film'],
    both: [
      'it tells a story',
      'it can be a thriller',
      'critics write about it',
      'you do not want to hear the end before',
    ],
    first: ['you read it', 'it has hundreds of pages'],
    second: ['you watch it', 'actors play in it'],
  },
  {
    words: ['wizard', 'knight'],
    both: [
      'he lives in a castle',
      'he goes on adventures',
      'he may fight evil',
      'he belongs to the old days',
    ],
    first: ['he casts spells', 'he has a pointed hat'],
    second: ['he has a sword and a shield', 'he wears heavy armour'],
  },
  {
    words: ['ghost', 'vampire'],
    both: ['it is scary', 'it appears at night', 'it may live in an old castle', 'you see it at Halloween'],
    first: ['it can go through walls', 'it wears a white sheet'],
    second: ['it drinks blood', 'it hates garlic'],
  },
  {
    words: ['poem', 'song'],
    both: ['it often has verses', 'it may rhyme', 'it can be about love', 'you can learn it by heart'],
    first: ['you find it in a book', 'it is spoken and not sung'],
    second: ['it has a tune', 'you hear it on the radio'],
  },
  {
    words: ['dragon', 'dinosaur'],
    both: [
      'it is like a huge lizard',
      'children know a lot about it',
      'you would not want to meet it',
      'it lays eggs',
    ],
    first: ['it breathes fire', 'it guards treasure'],
    second: ['museums show its bones', 'it really lived on earth'],
  },
  {
    words: ['comedy', 'tragedy'],
    both: [
      'it is played at the theatre',
      'the ancient Greeks had it',
      'Shakespeare wrote some',
      'it has several acts',
    ],
    first: ['it makes the audience laugh', 'it has a happy end'],
    second: ['the hero dies in it', 'it makes people weep'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['fable', 'fairy tale'],
    both: ['it is short', 'it is very old', 'animals can talk in it', 'parents read it to children'],
    first: ['it ends with a moral', 'a fox or a crow may be in it'],
    second: ['it begins with once upon a time', 'a prince may marry in it', 'it has a happy end'],
  },
  {
    words: ['wizard', 'witch'],
    both: [
      'they cast spells',
      'they mix potions',
      'they own a magic book',
      "they appear in many children's tales",
    ],
    first: ['he is an old man with a long beard', 'he advises kings'],
    second: ['she rides on a broom', 'she has a black cat', 'she lives in a house of gingerbread'],
  },
  {
    words: ['painting', 'drawing'],
    both: ['it is a picture', 'an artist makes it', 'it can hang in a museum', 'it may show a face'],
    first: ['it takes a brush and a canvas', 'it needs time to dry'],
    second: ['you only need a pencil and paper', 'it is made of lines'],
  },
  {
    words: ['biography', 'diary'],
    both: [
      "it is about someone's life",
      'it tells what happened when',
      'it is often a book',
      'historians use it',
    ],
    first: ['someone else wrote it', 'you can buy it in any bookshop'],
    second: ['it is secret', 'it has an entry for each day', 'it may have a little lock'],
  },
  {
    words: ['king', 'prince'],
    both: [
      'he is of royal blood',
      'he lives in a palace',
      'he has many servants',
      'he appears in fairy tales',
    ],
    first: ['he wears the crown', 'he sits on the throne'],
    second: ['he is still waiting to rule', 'he wakes a sleeping beauty with a kiss'],
  },
  {
    words: ['riddle', 'joke'],
    both: ['you tell it to your friends', 'it is short', 'it often plays with words', 'it may surprise you'],
    first: ['you have to think about it', 'it asks you a question to solve'],
    second: ['people laugh at it', 'a comedian tells it'],
  },
];

export const arts = wordPairs('arts', { easy, medium, hard });
