import { type SpyWords, wordPairs } from './pair.ts';

const easy: readonly SpyWords[] = [
  {
    words: ['love', 'hunger'],
    both: [
      'everyone has felt it',
      'it can keep you awake',
      'it makes you do strange things',
      'songs have been written about it',
    ],
    first: ['people marry because of it', 'it makes your heart beat faster'],
    second: ['your stomach growls because of it', 'a meal makes it go away'],
  },
  {
    words: ['joy', 'silence'],
    both: ['you can enjoy it', 'it is rare in hard times', 'money cannot buy it', 'it can fill a room'],
    first: ['you laugh when you feel it', 'it makes you jump up and down'],
    second: ['you can hear a pin drop', 'librarians like it'],
  },
  {
    words: ['time', 'money'],
    both: [
      'you can waste it',
      'you can save it',
      'most people want more of it',
      'some say the two are the same',
    ],
    first: ['you see it on a clock', 'it never stops'],
    second: ['you keep it in a wallet', 'you put it in a bank'],
  },
  {
    words: ['anger', 'sleep'],
    both: ['it comes over you', 'it can be deep', 'children may fight against it', 'it goes away by itself'],
    first: ['it makes you shout', 'it turns your face red'],
    second: ['you close your eyes for it', 'you may snore in it'],
  },
  {
    words: ['luck', 'courage'],
    both: [
      'a hero may have it',
      'you need it in an adventure',
      'it helps you to win',
      'some have more of it than others',
    ],
    first: ['it comes by chance', 'a clover leaf is said to bring it'],
    second: ['you need it to jump from a high board', 'a lion stands for it'],
  },
  {
    words: ['friendship', 'holiday'],
    both: [
      'it makes people happy',
      'you look back on it fondly',
      'it can be short or long',
      'it is worth some planning',
    ],
    first: ['you share secrets in it', 'children seal it with a bracelet'],
    second: ['you pack a suitcase for it', 'schools are closed during it'],
  },
];

const medium: readonly SpyWords[] = [
  {
    words: ['hope', 'luck'],
    both: ['you need it when things go wrong', 'it is good to have', 'you cannot buy it'],
    first: [
      'people say that where there is life, there is some',
      'it is the belief that things will get better',
    ],
    second: ['gamblers trust in it', 'black cats are said to take it away'],
  },
  {
    words: ['dream', 'memory'],
    both: ['it is in your head', 'it may fade', 'it can be beautiful or sad', 'you tell others about it'],
    first: ['you have it while you are asleep', 'you may fly in it'],
    second: ['it is about your past', 'old people have many'],
  },
  {
    words: ['love', 'friendship'],
    both: ['two people share it', 'it should be true', 'it makes life better', 'it can end with tears'],
    first: ['it makes you blush', 'it may lead to a wedding'],
    second: ['you can have it with a whole group', 'it needs no kisses'],
  },
  {
    words: ['promise', 'secret'],
    both: ['it is between you and someone else', 'you should keep it', 'friends trust each other with it'],
    first: ['you say it with a hand on your heart', 'people make it at a wedding'],
    second: ['you whisper it', 'nobody else may know about it'],
  },
  {
    words: ['fear', 'sadness'],
    both: [
      'nobody likes to feel it',
      'a film can give it to you',
      'children need comfort when they have it',
      'it can be very deep',
    ],
    first: ['it makes your knees shake', 'darkness may cause it', 'it makes you want to run away'],
    second: ['tears run down your face', 'it comes when somebody leaves you'],
  },
  {
    words: ['patience', 'courage'],
    both: ['it is a strength', 'you cannot see it', 'teachers praise it', 'it can be learned'],
    first: ['you need it for a jigsaw puzzle', 'anglers have a lot of it'],
    second: ['a hero has it', 'you need it to speak in front of people'],
  },
];

const hard: readonly SpyWords[] = [
  {
    words: ['fear', 'worry'],
    both: [
      'it is not a nice feeling',
      'it can keep you awake',
      'parents know it well',
      'it is about something bad',
    ],
    first: ['it can make you scream', 'a big spider may cause it', 'it makes your hair stand on end'],
    second: ['it goes round and round in your head', 'it gives you wrinkles on your forehead'],
  },
  {
    words: ['shame', 'guilt'],
    both: [
      'it makes you feel bad',
      'you would like to undo something',
      'it may make you look at the floor',
      'it is hard to talk about it',
    ],
    first: ['it makes your face go red', 'you feel it because others are watching'],
    second: ['a court decides about it', 'you feel it even if nobody knows'],
  },
  {
    words: ['wish', 'hope'],
    both: [
      'it is about the future',
      'you want something to come true',
      'you have it in your heart',
      'it may not be fulfilled',
    ],
    first: ['you make it when you see a falling star', 'a genie grants three'],
    second: ['people speak of a ray of it', 'it is what keeps you going in dark times'],
  },
  {
    words: ['joy', 'pride'],
    both: [
      'it is a good feeling',
      'parents feel it about their children',
      'you feel it when you win',
      'it makes you smile',
    ],
    first: ['you feel it at a sunny picnic', 'it makes you dance'],
    second: ['it is said to come before a fall', 'it makes you hold your chin up high'],
  },
  {
    words: ['anger', 'envy'],
    both: [
      'it is an ugly feeling',
      'it can ruin a friendship',
      'you should not act on it',
      'it comes up when life seems unfair',
    ],
    first: ['it makes you shout', 'it may make you slam a door', 'it turns your face red'],
    second: ['it makes you want what others have', 'it is said to be green'],
  },
  {
    words: ['boredom', 'loneliness'],
    both: [
      'it is not a nice feeling',
      'time passes slowly',
      'a visit from a friend helps',
      'you may have it on a rainy Sunday',
    ],
    first: ['it makes you yawn', 'long speeches cause it'],
    second: ['you can have it in the middle of a crowd', 'you miss other people when you feel it'],
  },
];

export const ideas = wordPairs('ideas', { easy, medium, hard });
