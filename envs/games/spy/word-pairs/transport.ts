import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['bicycle', 'submarine'],
    both: [
      'it can take you from one place to another',
      'someone has to steer it',
      'it was invented long ago',
      'it does not fly',
    ],
    first: ['it has two wheels', 'you keep your balance on it'],
    second: ['it dives under the sea', 'it has a periscope'],
  },
  {
    words: ['train', 'elevator'],
    both: [
      'you wait for it',
      'doors open and people get in',
      'strangers stand close together in it',
      'it moves between fixed stops',
    ],
    first: ['it runs on rails across the country', 'you buy a ticket'],
    second: ['it goes up and down', 'you press a button', 'it can have a mirror and soft music'],
  },
  {
    words: ['rocket', 'taxi'],
    both: [
      'it can take people along',
      'it costs money',
      'someone gives it a destination',
      'it has an engine',
    ],
    first: ['it needs a countdown', 'it flies to the moon'],
    second: ['you wave for it in the street', 'it has a meter'],
  },
  {
    words: ['helicopter', 'bus'],
    both: [
      'you can see the city from it',
      'a trained person steers it',
      'it can carry several people',
      'it can take tourists around',
    ],
    first: ['it can hover in one place', 'it has rotors'],
    second: ['it stops at many places', 'students ride in it'],
  },
  {
    words: ['skateboard', 'pram'],
    both: [
      'it has four wheels',
      'it rolls best on smooth ground',
      'stairs are a problem for it',
      'it can go down a ramp',
    ],
    first: ['you do tricks with it', 'you stand on it'],
    second: ['a baby lies in it', 'parents push it', 'it has a hood against the sun'],
  },
  {
    words: ['sled', 'tractor'],
    both: [
      'you see it in the countryside',
      'it can move a load',
      'it does not go very fast',
      'children would love to sit on it',
    ],
    first: ['it glides over snow', 'dogs or reindeer can pull it'],
    second: ['it has huge back wheels', 'a farmer drives it'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['train', 'plane'],
    both: [
      'it takes you on long journeys',
      'you book a seat',
      'it can be late',
      'you can look out of the window',
    ],
    first: ['it runs on rails', 'it goes through tunnels'],
    second: ['you fasten your seat belt', 'it flies above the clouds'],
  },
  {
    words: ['helicopter', 'balloon'],
    both: [
      'it takes off from the ground',
      'you see the land from above',
      'it can go straight up',
      'only a few people fit in',
    ],
    first: ['it is very loud', 'rotors keep it up'],
    second: ['it goes where the wind goes', 'you stand in its basket'],
  },
  {
    words: ['bus', 'taxi'],
    both: [
      'it drives through the city',
      'you pay for the ride',
      'it takes you to the station',
      'it is on the road day and night',
    ],
    first: ['it has a fixed route', 'lots of people can sit in it'],
    second: ['it brings you to your door', 'it has a sign on the roof'],
  },
  {
    words: ['bicycle', 'skateboard'],
    both: ['it has wheels', 'you need good balance', 'young people like it', 'it needs no fuel'],
    first: ['it has pedals and a bell', 'you sit on it'],
    second: ['you stand on it', 'you can slide down a rail with it'],
  },
  {
    words: ['bridge', 'tunnel'],
    both: [
      'it takes you to the other side',
      'cars and trains use it',
      'it takes years to build',
      'you may have to pay a toll',
    ],
    first: ['you have a nice view from it', 'it stands over a river'],
    second: ['it is dark inside', 'it goes through a mountain', 'drivers switch on their lights in it'],
  },
  {
    words: ['anchor', 'brake'],
    both: [
      'it keeps something from moving',
      'it is important for safety',
      'you may drift or crash without it',
      'it is part of a vehicle',
    ],
    first: ['it drops to the sea bed', 'it hangs on a chain'],
    second: ['you press it with your foot', 'it can squeal', 'your bicycle has one'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['bus', 'tram'],
    both: [
      'it carries people through the city',
      'it stops often',
      'you need a ticket',
      'you may have to stand in it',
    ],
    first: ['it can go around a roadblock', 'it needs fuel or a battery', 'a driver has to steer it'],
    second: ['it runs on rails', 'it gets its power from a wire'],
  },
  {
    words: ['canoe', 'raft'],
    both: ['you use it on a river', 'it floats', 'you may get wet', 'it has no motor'],
    first: ['it is long and narrow', 'it is pointed at both ends'],
    second: ['it is flat', 'you can build one out of logs', 'castaways use it'],
  },
  {
    words: ['truck', 'van'],
    both: [
      'it carries goods',
      'it is bigger than a car',
      'you see it on the motorway',
      'it helps when you move house',
    ],
    first: [
      'you need a special licence for it',
      'it can have eighteen wheels',
      'its driver may sleep in a cabin',
    ],
    second: [
      'a plumber drives around in it',
      'it fits in a normal parking space',
      'it has a sliding side door',
    ],
  },
  {
    words: ['car', 'taxi'],
    both: ['it has four wheels', 'it takes you home', 'it may get stuck in traffic', 'it has seat belts'],
    first: ['you wash it on Saturdays', 'you buy one for yourself'],
    second: ['the driver is paid for the ride', 'it has a meter'],
  },
  {
    words: ['bicycle', 'scooter'],
    both: ['it has two wheels', 'you can ride it to school', 'it has handlebars', 'you should wear a helmet'],
    first: ['it has pedals', 'it has a saddle and a chain'],
    second: ['you stand on it', 'you push with one foot'],
  },
  {
    words: ['plane', 'glider'],
    both: ['it has wings', 'it flies', 'it has a cockpit', 'it can land at an airfield'],
    first: ['it has loud engines', 'hundreds of people can sit in it'],
    second: ['it makes hardly any noise', 'it has to be towed into the air'],
  },
];

export const transport = wordPairs('transport', { easy, medium, hard });
