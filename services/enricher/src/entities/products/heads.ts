/** The last words of names of events, prizes, lists, programmes and products. */
export const PRODUCT_HEADS: readonly string[] =
  'award awards prize prizes medal festival fest expo summit conference symposium webinar roadshow cup championship championships olympics paralympics games marathon fair gala hackathon challenge tour series list index ranking rankings survey report barometer app apps platform suite toolkit toolbox edition card wallet token coin tracker check checker scheme program programme initiative campaign project scholarship fellowship pilot portal hub dashboard assistant chatbot podcast album collection quadrant corridor operation revolution war day week month lottery bootcamp masterclass workshop engine console headset smartphone smartwatch browser plugin marketplace bond etf cryptocurrency certification accelerator incubator'.split(
    ' ',
  );
