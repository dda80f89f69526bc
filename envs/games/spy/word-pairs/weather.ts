import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['rainbow', 'snowman'],
    both: [
      'children are happy about it',
      'it goes away when the weather changes',
      'you see it outdoors',
      'people take a photo of it',
    ],
    first: ['it has seven colours', 'a pot of gold is said to be at its end'],
    second: ['it has a carrot for a nose', 'children build it', 'it is made of big balls'],
  },
  {
    words: ['fog', 'lightning'],
    both: [
      'it makes drivers slow down',
      'it can be dangerous',
      'it comes from nature',
      'pilots do not like it',
    ],
    first: ['you can hardly see your hand', 'it is grey and lies low'],
    second: ['it is gone in a moment', 'it strikes tall trees'],
  },
  {
    words: ['umbrella', 'thermometer'],
    both: [
      'you look for it when the weather changes',
      'it is long and thin when not in use',
      'you find it near the door',
      'you may hold it in your hand',
    ],
    first: ['you open it over your head', 'you forget it on the bus'],
    second: ['it tells you how warm it is', 'you use it when you have a fever'],
  },
  {
    words: ['sunset', 'frost'],
    both: [
      'you see it outdoors',
      'it is pretty',
      'it happens at a certain time of day',
      'photographers like it',
    ],
    first: ['the sky turns red', 'couples watch it at the beach'],
    second: ['it is cold', 'drivers scrape it off the car'],
  },
  {
    words: ['cloud', 'ice'],
    both: [
      'it is made of water',
      'it can be white',
      'it comes in many shapes',
      'it changes when it gets warmer',
    ],
    first: ['it floats in the sky', 'it looks like a sheep'],
    second: ['you can skate on it', 'you put it in a drink'],
  },
  {
    words: ['summer', 'storm'],
    both: [
      'it comes every year',
      'you can feel it in the air',
      'the air is cooler when it is over',
      'poets write about it',
    ],
    first: ['schools are closed', 'everyone goes to the pool'],
    second: ['trees fall down', 'you close all the windows'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['rain', 'snow'],
    both: [
      'it falls from the clouds',
      'you may get wet',
      'it makes the road slippery',
      'the forecast tells you about it',
    ],
    first: ['farmers hope for it', 'it drums on the roof'],
    second: ['it is white', 'you can build a man out of it'],
  },
  {
    words: ['summer', 'winter'],
    both: [
      'it is a season',
      'it lasts about three months',
      'you can go on holiday in it',
      'each half of the earth has it at another time',
    ],
    first: ['it is hot', 'you eat ice cream in the park'],
    second: ['it is cold', 'the days are short', 'trees are bare'],
  },
  {
    words: ['thunder', 'wind'],
    both: ['you can hear it', 'you cannot see it', 'it belongs to a storm', 'it frightens some pets'],
    first: ['it comes after a flash', 'it sounds like a drum'],
    second: ['it moves the leaves', 'a kite needs it'],
  },
  {
    words: ['umbrella', 'sunscreen'],
    both: [
      'you need it in some weather',
      'it protects you',
      'you can use it on the beach',
      'you may forget to bring it',
    ],
    first: ['you hold it over you', 'the wind can break it'],
    second: ['you rub it in', 'it has a factor', 'it comes in a tube'],
  },
  {
    words: ['flood', 'drought'],
    both: ['it is a disaster', 'farmers lose their harvest', 'it has to do with water', 'it is in the news'],
    first: ['houses are under water', 'people put sandbags at the door'],
    second: ['the rivers run dry', 'it has not rained for months', 'the soil cracks'],
  },
  {
    words: ['icicle', 'snowflake'],
    both: ['it is frozen', 'it sparkles', 'it melts in your hand', 'you see it in winter'],
    first: ['it hangs from the roof', 'it is long and pointed'],
    second: ['it floats down', 'no two are the same', 'it has six arms'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['snow', 'hail'],
    both: ['it falls from the sky', 'it is frozen', 'it is white', 'it melts on the ground'],
    first: ['it falls softly', 'you can ski on it'],
    second: ['it is made of hard little balls', 'it damages cars', 'it can come in summer'],
  },
  {
    words: ['lightning', 'thunder'],
    both: [
      'it is part of a storm',
      'dogs hide when it comes',
      'it is sudden',
      'it is most impressive at night',
    ],
    first: ['you can see it', 'a metal rod protects your house from it'],
    second: ['you can hear it', 'you count the seconds until it comes'],
  },
  {
    words: ['hurricane', 'tornado'],
    both: ['it is a very strong wind', 'it spins', 'roofs fly off', 'people hide in the cellar'],
    first: ['it comes from the ocean', 'it is given a name', 'it lasts for days'],
    second: ['it is a thin funnel', 'it is over in minutes', 'it comes across the prairie'],
  },
  {
    words: ['spring', 'autumn'],
    both: [
      'it is a season',
      'the weather changes often',
      'it is neither hot nor cold',
      'you need a light jacket',
    ],
    first: ['flowers come out', 'birds build their nests'],
    second: ['leaves turn red', 'it is time for pumpkins'],
  },
  {
    words: ['fog', 'cloud'],
    both: [
      'it is made of tiny drops',
      'it hides things from view',
      'it is grey or white',
      'the sun can make it go away',
    ],
    first: ['it lies on the ground', 'ships sound their horn in it'],
    second: ['it is high up in the sky', 'you can see animals in its shape'],
  },
  {
    words: ['frost', 'dew'],
    both: [
      'you see it early in the morning',
      'it lies on the grass',
      'it is gone before noon',
      'it is a kind of water',
    ],
    first: ['it is white and icy', 'it kills young plants'],
    second: ['it is wet and clear', 'barefoot walkers enjoy it', "it sits on a spider's web in summer"],
  },
];

export const weather = wordPairs('weather', { easy, medium, hard });
