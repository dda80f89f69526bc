import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['beach', 'forest'],
    both: [
      'you can go for a walk there',
      'it is outdoors',
      'families go there at the weekend',
      'you should not leave rubbish there',
    ],
    first: ['you can lie in the sun there', 'there is sand everywhere', 'people swim there'],
    second: ['there are many trees', 'you may see deer there', 'it is shady'],
  },
  {
    words: ['library', 'cinema'],
    both: [
      'you should be quiet there',
      'it is indoors',
      'you can enjoy a story there',
      'you go there in your free time',
    ],
    first: ['there are thousands of books', 'you need a card to borrow something'],
    second: ['it is dark inside', 'people eat popcorn there', 'there is a big screen'],
  },
  {
    words: ['airport', 'zoo'],
    both: [
      'parents take their children there',
      'you walk a lot there',
      'you may have to queue there',
      'there are fences around it',
    ],
    first: ['you have to go through a security check', 'planes land there'],
    second: ['there are lions and monkeys', 'you may watch the feeding'],
  },
  {
    words: ['castle', 'prison'],
    both: ['it has thick walls', 'it is hard to get into', 'there are guards', 'some people live there'],
    first: ['kings and knights lived there', 'it may have a drawbridge'],
    second: ['there are bars on the windows', 'nobody wants to stay there', 'judges send people there'],
  },
  {
    words: ['farm', 'factory'],
    both: [
      'people work there',
      'something is produced there',
      'there are machines',
      'the day starts early there',
    ],
    first: ['there are animals in the barn', 'it is in the countryside'],
    second: ['things are made on an assembly line', 'it may have tall chimneys'],
  },
  {
    words: ['park', 'museum'],
    both: [
      'you can visit it in a city',
      'people go there on Sundays',
      'there may be statues',
      'tourists like it',
    ],
    first: ['people jog there', 'you can have a picnic on the grass'],
    second: ['you must not touch anything', 'dinosaur bones may be shown there'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['hotel', 'hospital'],
    both: [
      'you may stay overnight there',
      'there are many rooms',
      'there is a reception desk',
      'somebody else makes your bed',
    ],
    first: ['you go there on holiday', 'there is a minibar in the room'],
    second: ['doctors work there', 'many babies are born there', 'visitors bring flowers'],
  },
  {
    words: ['bank', 'market'],
    both: [
      'money changes hands there',
      'it is often in the centre of town',
      'it closes in the evening',
      'you may have to wait in line',
    ],
    first: ['there is a safe in it', 'you go there for a loan'],
    second: ['you can buy fresh vegetables there', 'sellers call out their prices'],
  },
  {
    words: ['zoo', 'circus'],
    both: ['you can see animals there', 'families like it', 'you buy a ticket', 'there may be elephants'],
    first: ['the residents live in enclosures', 'it stays in the same place all year'],
    second: ['it has a big tent', 'clowns and acrobats perform there'],
  },
  {
    words: ['gym', 'stadium'],
    both: [
      'it has to do with sport',
      'you can hear people shout there',
      'you may sweat there',
      'it has changing rooms',
    ],
    first: ['you lift weights there', 'you pay a monthly fee for it'],
    second: ['thousands of fans sit there', 'concerts are held there as well'],
  },
  {
    words: ['supermarket', 'pharmacy'],
    both: ['you can buy soap there', 'there is a till', 'shelves are full of goods', 'it is a kind of shop'],
    first: ['you push a trolley there', 'you buy milk and bread there'],
    second: ['you bring a prescription', 'you get pills there'],
  },
  {
    words: ['farm', 'garden'],
    both: [
      'plants grow there',
      'somebody has to water it',
      'you can harvest vegetables there',
      'there is work in every season',
    ],
    first: ['there are cows and tractors', 'people live off it'],
    second: ['it is next to a house', 'you can relax there in a deck chair'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['cinema', 'theatre'],
    both: ['you buy a ticket', 'it gets dark before it starts', 'you sit in rows', 'you watch a story there'],
    first: ['you eat popcorn there', 'you see a film'],
    second: ['actors bow at the end', 'there is a stage'],
  },
  {
    words: ['library', 'bookshop'],
    both: ['it is full of shelves', 'people read there', 'it is quiet', 'you can look for a novel there'],
    first: ['you have to bring things back', 'you need a card there'],
    second: ['you pay for what you take', 'authors sign copies there'],
  },
  {
    words: ['hotel', 'hostel'],
    both: [
      'you sleep there on a journey',
      'you pay by the night',
      'there is a reception',
      'you meet other travellers',
    ],
    first: ['there is a minibar', 'it is rated with stars', 'guests expect room service'],
    second: ['you share a room with strangers', 'there are bunk beds', 'backpackers love it'],
  },
  {
    words: ['cafe', 'restaurant'],
    both: ['you can eat there', 'a waiter may serve you', 'you get a bill at the end', 'friends meet there'],
    first: ['you go there for cake', 'people sit there with a laptop and one cup'],
    second: ['you book a table for dinner', 'you may have three courses there'],
  },
  {
    words: ['palace', 'castle'],
    both: ['a king may live there', 'it has many rooms', 'tourists visit it', 'it appears in fairy tales'],
    first: ['it is about luxury, not defence', 'it has a ballroom with golden mirrors'],
    second: ['it has a moat and towers', 'it could stand a siege', 'there is a dungeon'],
  },
  {
    words: ['museum', 'gallery'],
    both: [
      'you walk quietly through rooms',
      'there are things to look at',
      'you may have to pay to get in',
      'there are guards',
    ],
    first: ['you can see dinosaur bones there', 'old tools and coins are shown there'],
    second: ['artists hope to show new work there', 'you may buy what hangs on the wall'],
  },
];

export const places = wordPairs('places', { easy, medium, hard });
