import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['bed', 'bathtub'],
    both: ['you can lie down in it', 'you relax there', 'you find it in a home', 'it is bigger than you'],
    first: ['there is a mattress', 'you sleep in it'],
    second: ['you fill it with water', 'there may be a rubber duck'],
  },
  {
    words: ['fridge', 'bookshelf'],
    both: [
      'it stands against a wall',
      'it has several levels',
      'things are stored in it',
      'it is taller than a child',
    ],
    first: ['it keeps food cold', 'a light goes on when you open it'],
    second: ['you find novels on it', 'it collects dust'],
  },
  {
    words: ['window', 'painting'],
    both: ['it has a frame', 'it is on a wall', 'you look at it', 'it may show a landscape'],
    first: ['you can open it', 'it lets in fresh air'],
    second: ['an artist made it', 'it may be worth millions'],
  },
  {
    words: ['lamp', 'vase'],
    both: [
      'it stands on a table',
      'it can be made of glass',
      'it makes a room nicer',
      'it may break when it falls',
    ],
    first: ['you switch it on', 'it gives light'],
    second: ['flowers stand in it', 'it holds water'],
  },
  {
    words: ['clock', 'mirror'],
    both: [
      'it hangs on the wall',
      'you look at it in the morning',
      'it can make you feel late or old',
      'some people look at it all the time',
    ],
    first: ['it ticks', 'it has two hands'],
    second: ['you see yourself in it', 'it brings bad luck if you break it'],
  },
  {
    words: ['pillow', 'candle'],
    both: [
      'it makes a home cosy',
      'it can be white',
      'you use it in the evening',
      'you can give it as a present',
    ],
    first: ['you rest your head on it', 'children fight with it'],
    second: ['it burns', 'wax drips from it'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['window', 'mirror'],
    both: [
      'it is made of glass',
      'it can break',
      'you clean it until there are no streaks',
      'it has a frame',
    ],
    first: ['you can see what is outside', 'burglars may climb in through it'],
    second: ['you see your own face', 'it hangs in the bathroom'],
  },
  {
    words: ['chair', 'bed'],
    both: ['it is a piece of furniture', 'it has legs', 'it is made of wood or metal', 'you rest on it'],
    first: ['it stands at a table', 'you sit on it'],
    second: ['you lie on it', 'it is where you dream'],
  },
  {
    words: ['candle', 'lamp'],
    both: ['it gives light', 'you use it when it is dark', 'it can stand on the table', 'insects come to it'],
    first: ['it burns down', 'it belongs on a birthday cake', 'you blow it out'],
    second: ['it has a switch', 'it needs a bulb'],
  },
  {
    words: ['carpet', 'curtain'],
    both: [
      'it is made of cloth',
      'it makes a room cosy',
      'it can have a pattern',
      'it comes in different lengths',
    ],
    first: ['you walk on it', 'you vacuum it', 'it flies in old tales'],
    second: ['it hangs at the window', 'you draw it at night'],
  },
  {
    words: ['oven', 'fireplace'],
    both: [
      'it gets very hot',
      'you can burn yourself',
      'it makes a room warm',
      'it smells good when it is in use',
    ],
    first: ['you bake cakes in it', 'it has a timer'],
    second: ['you put logs in it', 'Santa comes down to it'],
  },
  {
    words: ['key', 'doorbell'],
    both: [
      'it is used when you want to get in',
      'it is small',
      'you use it with your fingers',
      'it belongs to the front door',
    ],
    first: ['you can lose it', 'it turns in a lock'],
    second: ['you press it', 'it rings', 'children ring it and run away'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['sofa', 'armchair'],
    both: [
      'it is soft',
      'it stands in the living room',
      'you sit in it and watch television',
      'cats scratch it',
    ],
    first: ['a whole family fits on it', 'you can take a nap on it at full length'],
    second: ['there is room for one person', 'you have it all to yourself'],
  },
  {
    words: ['shower', 'bathtub'],
    both: [
      'you get clean in it',
      'it is in the bathroom',
      'warm water comes out of a tap',
      'you need soap and a towel',
    ],
    first: ['you stand in it', 'you are done in five minutes', 'people sing in it'],
    second: ['you lie in it', 'it takes a long time to fill'],
  },
  {
    words: ['fork', 'spoon'],
    both: [
      'you eat with it',
      'it is part of the cutlery',
      'it is made of metal',
      'it goes in the dishwasher',
    ],
    first: ['you can stab a potato with it', 'it has prongs'],
    second: ['you eat soup with it', 'you can see yourself upside down in it'],
  },
  {
    words: ['blanket', 'sheet'],
    both: ['it is on a bed', 'it is a big piece of cloth', 'you wash it', 'you can build a den with it'],
    first: ['it is thick and warm', 'you take it to a picnic'],
    second: ['it is thin and usually white', 'it covers the mattress', 'ghosts are dressed in it'],
  },
  {
    words: ['plate', 'bowl'],
    both: [
      'it holds your food',
      'it stands in the kitchen cupboard',
      'it can break',
      'you wash it after dinner',
    ],
    first: ['it is flat', 'a steak is served on it'],
    second: ['it is deep', 'you eat soup or cereal from it'],
  },
  {
    words: ['fridge', 'freezer'],
    both: ['it is cold inside', 'food keeps longer in it', 'it has a door and a plug', 'it hums'],
    first: ['you keep milk and salad in it', 'eggs have their own place in its door'],
    second: ['you keep ice cream in it', 'the things in it are as hard as stone'],
  },
];

export const home = wordPairs('home', { easy, medium, hard });
