"""felt value and satisfaction -> what customers answer, and who answers at all.

Three questions, each 0 to 10: how likely they are to recommend the company; how satisfied they are; and whether it
appreciates their business. With felt value f, satisfaction s and own noise e for each question,

    recommend     mean + spread (r + c e) / sqrt(1 + c^2),  r = (a f + b s) / sqrt(a^2 + b^2)
    satisfaction  the same with r = s
    appreciated   the same with r = f

rounded to whole numbers: equal noise, scale and response, so that no question is better by construction.
"""

import numpy as np

PROMOTER, DETRACTOR = 9, 6  # at least, at most


def ask(c, month):
    """Who answers this month's survey, and what: month.answers = (rows, (3, rows) scores)."""
    a = c.a
    most = a.response_rate * (1 + abs(a.response_bias))
    rows = np.flatnonzero((month.luck.answer < most) & month.present)
    scores = said(a, c.felt[rows], c.satisfaction[rows], month.luck.noise.take(rows, axis=1))
    if a.response_bias:
        loud = np.subtract(scores[0] >= PROMOTER, scores[0] <= DETRACTOR, dtype=np.float32)
        answer = month.luck.answer[rows] < a.response_rate * (1 + a.response_bias * loud)
        rows, scores = rows[answer], scores[:, answer]
    month.answers = rows, scores
    if a.asking_to_felt:
        c.felt[rows] += a.asking_to_felt


def said(a, felt, satisfaction, noise):
    """What they would answer: float32 (3, N), whole numbers 0 to 10: recommend, satisfaction, appreciated."""
    scores = raw_scores(a, felt, satisfaction, noise)
    return np.minimum(np.maximum(np.rint(scores, out=scores), 0, out=scores), 10, out=scores)


def raw_scores(a, felt, satisfaction, noise):
    """The three answers before rounding and without bounds: float32 (3, N)."""
    size = (a.recommend_felt**2 + a.recommend_satisfaction**2) ** 0.5
    meant = np.zeros((3, len(felt)), np.float32)
    if size:
        meant[0] = (a.recommend_felt * felt + a.recommend_satisfaction * satisfaction) / size
    meant[1], meant[2] = satisfaction, felt
    meant += a.survey_noise * noise
    meant *= a.score_spread / (1 + a.survey_noise**2) ** 0.5
    return meant + a.score_mean
