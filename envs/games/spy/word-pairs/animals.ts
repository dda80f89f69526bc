import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['elephant', 'whale'],
    both: ['it is enormous', 'its babies drink milk', 'it lives for a long time', 'people have hunted it'],
    first: ['it walks on four legs', 'it has a trunk', 'it has big ears'],
    second: ['it lives in the sea', 'it blows water into the air'],
  },
  {
    words: ['dog', 'parrot'],
    both: ['people keep it as a pet', 'it can be loud', 'it can learn tricks', 'it may share your house'],
    first: ['it wags its tail', 'you take it for walks'],
    second: ['it has colourful feathers', 'it can repeat words'],
  },
  {
    words: ['lion', 'zebra'],
    both: ['it lives in Africa', 'you see it on safari', 'it can run fast', 'it has a mane'],
    first: ['it eats meat', 'it roars', 'it is called a king'],
    second: ['it has black and white stripes', 'it eats grass'],
  },
  {
    words: ['snake', 'spider'],
    both: [
      'many people are afraid of it',
      'some kinds are venomous',
      'it can be found in the desert',
      'it hunts for its food',
    ],
    first: ['it has no legs', 'it sheds its skin'],
    second: ['it spins a web', 'it has eight legs'],
  },
  {
    words: ['cow', 'chicken'],
    both: [
      'it lives on a farm',
      'we get food from it',
      'it is not a wild animal',
      'city children see one on a school trip',
    ],
    first: ['it gives milk', 'it eats grass all day'],
    second: ['it lays eggs', 'it has wings but hardly flies'],
  },
  {
    words: ['mouse', 'frog'],
    both: ['it is small', 'it can be quick', 'cats may chase it', 'it is food for snakes'],
    first: ['it has fur and a long tail', 'it likes grain and cheese'],
    second: ['it starts life in a pond', 'it catches flies with its tongue'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['bee', 'butterfly'],
    both: ['it has wings', 'it visits flowers', 'it is an insect', 'you see it in summer'],
    first: ['it can sting', 'it makes something sweet', 'it lives with thousands of others'],
    second: ['it was once a caterpillar', 'its wings are colourful'],
  },
  {
    words: ['snail', 'turtle'],
    both: [
      'it is slow',
      'it carries its home',
      'it can hide inside its shell',
      'it does not make much noise',
    ],
    first: ['it leaves a trail of slime', 'it eats your lettuce at night'],
    second: ['it has four legs', 'it can live for a century', 'some kinds swim in the sea'],
  },
  {
    words: ['cat', 'rabbit'],
    both: ['it is soft and furry', 'it is a popular pet', 'it has whiskers', 'it is a quiet animal'],
    first: ['it purrs', 'it chases mice', 'it is said to have nine lives'],
    second: ['it has long ears', 'it hops', 'it loves carrots'],
  },
  {
    words: ['shark', 'dolphin'],
    both: ['it lives in the sea', 'it has a fin on its back', 'it is a fast swimmer', 'it eats fish'],
    first: ['it has many rows of teeth', 'people are scared of it', 'it is a fish'],
    second: ['it is very clever', 'it has to come up to breathe', 'it can do tricks for a crowd'],
  },
  {
    words: ['horse', 'camel'],
    both: ['you can ride it', 'it has long legs', 'it has carried goods for people', 'it eats hay'],
    first: ['it gallops on a race track', 'knights sat on one'],
    second: ['it has a hump', 'it can go for days without water', 'it is at home in the desert'],
  },
  {
    words: ['penguin', 'ostrich'],
    both: ['it is a bird', 'it cannot fly', 'it looks funny when it walks', 'it lays eggs'],
    first: ['it lives where there is ice', 'it is a great swimmer'],
    second: ['it runs very fast', 'it has a long neck', 'its egg is the biggest of all'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['frog', 'toad'],
    both: ['it hops', 'it eats insects', 'it begins as a tadpole', 'gardeners see it near the pond'],
    first: ['its skin is smooth and wet', 'some people eat its legs'],
    second: ['its skin is dry and bumpy', 'it moves in small, clumsy steps'],
  },
  {
    words: ['crocodile', 'alligator'],
    both: ['it is a big reptile', 'it has a strong jaw', 'it floats like a log', 'it has scaly skin'],
    first: ['it lives in the Nile', 'its snout is long and pointed', 'some kinds live in salt water'],
    second: ['its snout is wide and round', 'it lives in the swamps of Louisiana'],
  },
  {
    words: ['rabbit', 'hare'],
    both: ['it has long ears', 'it hops', 'it has strong back legs', 'it eats grass and herbs'],
    first: ['it digs burrows', 'people keep it as a pet'],
    second: ['it lost a race against a tortoise', 'it never lives in a burrow'],
  },
  {
    words: ['bee', 'wasp'],
    both: ['it is yellow and black', 'it can sting', 'it buzzes', 'it is an insect with wings'],
    first: ['it makes honey', 'it dies after it stings you', 'it is furry'],
    second: ['it has a very thin waist', 'it pesters you at a picnic'],
  },
  {
    words: ['leopard', 'tiger'],
    both: ['it is a big cat', 'it hunts alone', 'its coat has a pattern', 'it is dangerous'],
    first: ['it has spots', 'it drags its prey up a tree'],
    second: ['it has stripes', 'it is orange', 'it is the largest of its kind'],
  },
  {
    words: ['goat', 'sheep'],
    both: ['it lives on a farm', 'it has hooves', 'it eats grass', 'cheese can be made from its milk'],
    first: ['it has a beard', 'it climbs steep rocks', 'it eats almost anything'],
    second: ['it is covered in wool', 'people count it to fall asleep'],
  },
];

export const animals = wordPairs('animals', { easy, medium, hard });
