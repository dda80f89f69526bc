import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['bread', 'cheese'],
    both: ['you can slice it', 'it goes in a sandwich', 'it may go mouldy', 'many eat it at breakfast'],
    first: ['it starts as dough', 'you can toast it until it is crisp', 'the smell draws people to a bakery'],
    second: ['it is made from milk', 'mice are said to love it'],
  },
  {
    words: ['pizza', 'salad'],
    both: [
      'tomatoes are often part of it',
      'you choose what goes on it',
      'many restaurants serve it',
      'it can be a whole lunch',
    ],
    first: ['it is round and hot', 'it gets delivered in a flat box'],
    second: ['lettuce is a common part of it', 'most of it is raw', 'you toss it with oil and vinegar'],
  },
  {
    words: ['apple', 'carrot'],
    both: ['it is crunchy', 'you can eat it raw', 'juice can be made from it', 'horses like it'],
    first: ['it grows on a tree', 'you find pips in the middle', 'one is said to keep the doctor away'],
    second: ['it grows under the ground', 'a snowman has one for a nose'],
  },
  {
    words: ['honey', 'chocolate'],
    both: [
      'it is sweet',
      'you can spread it on toast',
      'it goes well with milk',
      'it gets softer in the heat',
    ],
    first: ['insects make it', 'it is golden and sticky'],
    second: ['it can be dark or white', 'people give it in boxes as a present', 'it comes in bars'],
  },
  {
    words: ['egg', 'potato'],
    both: [
      'you can boil it or fry it',
      'it is often eaten at breakfast or dinner',
      'it is cheap and filling',
      'you can peel it',
    ],
    first: ['it breaks if you drop it', 'it comes from a hen', 'there is a yolk inside'],
    second: ['it is dug out of the ground', 'people make fries from it'],
  },
  {
    words: ['popcorn', 'cake'],
    both: [
      'it can be sweet',
      'children love it',
      'you have it at a party',
      'you might share it with friends',
    ],
    first: ['people eat it at the cinema', 'it jumps while it is heated'],
    second: ['it takes an oven to make it', 'candles may be put on it'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['rice', 'pasta'],
    both: [
      'you boil it in water',
      'it is sold dry in packets',
      'it goes well with a sauce',
      'it fills you up',
    ],
    first: ['it grows in wet fields', 'sushi needs it', 'the grains are small and white'],
    second: ['it comes in many shapes', 'Italy is famous for it'],
  },
  {
    words: ['butter', 'jam'],
    both: ['you spread it on toast', 'hotels serve it in tiny portions', 'you take it with a knife'],
    first: ['it is made from cream', 'you can fry things in it'],
    second: ['it is made from fruit', 'it is kept in a glass jar', 'it is very sweet'],
  },
  {
    words: ['burger', 'taco'],
    both: [
      'you eat it with your hands',
      'it often has meat inside',
      'street stalls sell it',
      'sauce may drip out of it',
    ],
    first: ['it is stacked inside a round bun', 'fries are its usual partner'],
    second: ['it comes from Mexico', 'its shell is folded over the filling'],
  },
  {
    words: ['cake', 'pie'],
    both: [
      'it comes out of an oven',
      'you cut it into slices',
      'it is a popular dessert',
      'there are many recipes for it',
    ],
    first: ['people put candles on it', 'it may have layers of cream', 'it is soft and spongy'],
    second: ['its crust holds a filling', 'it may be full of meat or apples'],
  },
  {
    words: ['strawberry', 'cherry'],
    both: [
      'it is small and red',
      'it is sweet and juicy',
      'people put it on top of a dessert',
      'it is a summer fruit',
    ],
    first: ['its seeds are on the outside', 'it grows close to the ground'],
    second: ['it grows on a tree', 'you have to spit out the stone', 'it often hangs in a pair'],
  },
  {
    words: ['onion', 'garlic'],
    both: [
      'it gives food more taste',
      'it has papery skin',
      'it makes your breath smell',
      'it grows in the ground',
    ],
    first: ['you cry when you cut it', 'you can fry it in rings'],
    second: ['it is divided into cloves', 'vampires are said to hate it'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['soup', 'stew'],
    both: [
      'it cooks in a big pot',
      'it warms you up',
      'you often find vegetables in it',
      'bread goes well with it',
    ],
    first: ['it can be thin and clear', 'you could drink it from a cup'],
    second: ['it is thick and full of chunks', 'it simmers for hours', 'you could eat it with a fork'],
  },
  {
    words: ['lemon', 'lime'],
    both: ['it is sour', 'a slice of it goes into a drink', 'you squeeze it', 'it is a citrus fruit'],
    first: ['it is bright yellow', 'a wedge of it is served with tea'],
    second: ['it is green outside and inside', 'Thai cooks squeeze it over noodles'],
  },
  {
    words: ['jam', 'marmalade'],
    both: [
      'it is sweet and sticky',
      'it comes in a jar',
      'you have it on toast',
      'fruit and sugar go into it',
    ],
    first: ['berries are often used for it', 'children like the strawberry kind'],
    second: ['it is usually made of oranges', 'you find bits of peel in it', 'it tastes a little bitter'],
  },
  {
    words: ['orange', 'mandarin'],
    both: ['it is round and juicy', 'you peel it', 'it has segments', 'it is a fruit with lots of vitamins'],
    first: ['it is as big as a tennis ball', 'its juice is the classic at breakfast'],
    second: ['its skin comes off very easily', "it is small enough for a child's hand"],
  },
  {
    words: ['spaghetti', 'noodles'],
    both: [
      'this is long and thin',
      'you cook this in boiling water',
      'this is hard to eat without a mess',
      'children slurp this',
    ],
    first: ['people eat it with meatballs in tomato sauce', 'Italians twirl it around a fork'],
    second: ['you eat them with chopsticks', 'they come in a cup you fill with hot water'],
  },
  {
    words: ['pancake', 'waffle'],
    both: [
      'you can pour syrup on it',
      'it is made from batter',
      'some like it for breakfast',
      'it tastes best warm',
    ],
    first: ['you flip it in the air', 'it is smooth and flat'],
    second: ['it has a pattern of little squares', 'you need a special iron to make it'],
  },
];

export const food = wordPairs('food', { easy, medium, hard });
