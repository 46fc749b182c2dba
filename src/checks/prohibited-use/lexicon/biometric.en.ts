import type { Lexicon } from '../../language/matcher.js'

/** Biometric recognition in English. */
export const biometricEn: Lexicon = {
  practice: `face recognition, facial recognition, face search, face match*, facial match*, face embedding*, face verification, face id, face print*, faceprint*,
    voiceprint*, voice print*, voice match*, speaker recognition, speaker identification, speaker verification, gait recognition, gait analysis,
    fingerprint match*, fingerprint reader*, fingerprint scan*, matches ~ fingerprint, iris scan*, palm scan*, palm vein*, hand geometry, emotion recognition,
    emotion detection, emotion analysis, facial expression*, micro expression*, facial micro, biometric identif*, biometric categori*,
    biometric verif*, biometric access, keystroke dynamics, typing biometrics, recognise* ~ faces, recognize* ~ faces, mood detection`,
  biometry: 'biometric*',
  body: `face, faces, facial, voice, voices, voicemail*, gait, walk, fingerprint*, finger, palm, iris, retina*, eye contact, eyes, way of typing,
    typing rhythm, typing pattern*, tone of voice, posture*, body language, heart rate`,
  image:
    'photo*, picture*, camera*, webcam*, footage, video*, snapshot*, selfie*, recording*, cctv, cam, feed, image, images, audio, mugshot*',
  identify: `identif*, recogni*, match*, compare*, who is this, who it is, who this is, who they are, same person, same man, same woman, same guy, the same as, put a name,
    find him, find her, verify, authenticat*, knows who, similarity, who these people, who those people, against ~ directory, against ~ database, against ~ register, against ~ pictures, against ~ photos`,
  infer: `emotion*, mood*, stress*, anger, angry, sad, sadness, drunk, anxiety, anxious, sincer*, honest*, lying, liar*, ethnic*, race, gender, age group, age range,
    estimate ~ age, sexual orientation, religion, nervous*, agressive, aggressive, attentive*, bored*, fatigue, temper`,
  procedure: 'passport*',
}
