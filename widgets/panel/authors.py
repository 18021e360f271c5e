"""The five texts that the kit takes apart, as a person sees them named: by author and title."""

ESSAY = "Rethink Value for Long-term Customer Success (an essay)"
SURVEYS = "Customer Valued? (Surveys & Forecasts)"
JAGOTA = "Deep Dive into Customer Value! (Deepali Jagota)"
LEFTON = "Entering the Age of the Customer (Irene Lefton 2018)"
ASSET = "Moving customers from “cost center” to “asset” (no author named)"

ALL = (ESSAY, SURVEYS, JAGOTA, LEFTON, ASSET)
SHORT = {"000": "Rethink Value", "001": "Customer Valued?", "002": "Jagota", "003": "Lefton 2018",
         "004": "Moving customers"}  # what synthetic.assumptions calls them by
