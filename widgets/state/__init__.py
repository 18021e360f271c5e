"""What is kept between two sessions, and how files are read and written: log, session, learner, course."""
